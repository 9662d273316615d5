import { startAppearanceForm } from './appearance-form.js';
import { startBench } from './bench.js';
import { startBreakage } from './breakage.js';
import { startCardCode } from './card-code.js';
import { startDetails } from './details.js';
import { startDiagnosis } from './diagnosis.js';
import { startEventLog } from './event-log.js';
import { startFilter } from './filter.js';
import { startSwitches } from './switches.js';
import { startTabs } from './tabs.js';

startEventLog();
startFilter();
startDetails();
startAppearanceForm();

const bench = startBench();
const list = document.querySelector('#bench-tabs');
const benchTabs = { ...startTabs(list), list };
startCardCode({ bench, benchTabs });
startDiagnosis({ bench, benchTabs });
const controlOrigin = document.querySelector('#bench').dataset.control;
startSwitches({ controlOrigin, benchTabs });
startBreakage({ controlOrigin, benchTabs });
