import { defaultTiming } from '../../src/flow/timing.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakePlatform } from '../support/fake-platform.ts';
import { setFocus } from '../support/focus.ts';
import { createScene, type Scene } from '../support/scene.ts';

export const begin = async (options: Parameters<typeof createScene>[0] = {}): Promise<Scene & { clock: FakeClock }> => {
  const clock = createFakeClock();
  const platform = createFakePlatform({ now: clock.now, window: clock.window });
  const scene = createScene({ timing: defaultTiming, ...options, platform });
  await scene.flow.load();
  setFocus(true);
  void scene.flow.connect();
  await scene.reached('authorizing');
  return Object.assign(scene, { clock });
};
export const codes = (scene: Scene): string[] => scene.ends().map((end) => (end.type === 'failed' ? end.code : end.type));
