/** What the pages of a sign-in window say. `{partner}` is the option `partnerName`. */
export interface PageSentences {
  /** Before Cyclr's page is there. */
  opening: string;
  /** After a return: the window is about to close, or the page goes back to where the person came from. */
  back: string;
  /** The same where the partner's name is known. */
  backTo: string;
  /** The browser kept the window open, or there was nothing to report. */
  close: string;
  /** The sign-in could not start, or failed at the third party. */
  failed: string;
  /** The person did not give access. */
  refused: string;
}

/**
 * By language: the element's own. They are here and not in src/locales because no script of the element needs them. The
 * keys are the closed list of languages that a page can be in.
 */
export const pageSentences = {
  en: {
    opening: 'Opening…',
    back: 'Going back…',
    backTo: 'Going back to {partner}…',
    close: 'You can close this window.',
    failed: "That didn't work. Close this window and try again.",
    refused: "Access wasn't given. Close this window to go back.",
  },
  ar: {
    opening: 'جارٍ الفتح…',
    back: 'جارٍ الرجوع…',
    backTo: 'جارٍ الرجوع إلى {partner}…',
    close: 'يمكنك إغلاق هذه النافذة.',
    failed: 'حدث خطأ. أغلق هذه النافذة ثم أعد المحاولة.',
    refused: 'لم يُمنح إذن الوصول. أغلق هذه النافذة للرجوع.',
  },
  de: {
    opening: 'Wird geöffnet…',
    back: 'Es geht zurück…',
    backTo: 'Zurück zu {partner}…',
    close: 'Sie können dieses Fenster schließen.',
    failed: 'Das hat nicht geklappt. Schließen Sie dieses Fenster und versuchen Sie es noch einmal.',
    refused: 'Der Zugriff wurde nicht erlaubt. Schließen Sie dieses Fenster, um zurückzugehen.',
  },
  es: {
    opening: 'Abriendo…',
    back: 'Volviendo…',
    backTo: 'Volviendo a {partner}…',
    close: 'Puede cerrar esta ventana.',
    failed: 'No funcionó. Cierre esta ventana e inténtelo de nuevo.',
    refused: 'No se concedió el acceso. Cierre esta ventana para volver.',
  },
  fr: {
    opening: 'Ouverture…',
    back: 'Retour en cours…',
    backTo: 'Retour vers {partner}…',
    close: 'Vous pouvez fermer cette fenêtre.',
    failed: 'Cela n’a pas fonctionné. Fermez cette fenêtre et réessayez.',
    refused: 'L’accès n’a pas été accordé. Fermez cette fenêtre pour revenir.',
  },
  he: {
    opening: 'פותחים…',
    back: 'חוזרים…',
    backTo: 'חוזרים אל {partner}…',
    close: 'אפשר לסגור את החלון הזה.',
    failed: 'זה לא הצליח. סגרו את החלון הזה ונסו שוב.',
    refused: 'הגישה לא אושרה. סגרו את החלון הזה כדי לחזור.',
  },
  it: {
    opening: 'Apertura…',
    back: 'Ritorno in corso…',
    backTo: 'Ritorno a {partner}…',
    close: 'Puoi chiudere questa finestra.',
    failed: 'Non ha funzionato. Chiudi questa finestra e riprova.',
    refused: 'L’autorizzazione non è stata concessa. Chiudi questa finestra per tornare indietro.',
  },
  ja: {
    opening: '開いています…',
    back: '元の画面に戻ります…',
    backTo: '{partner}に戻ります…',
    close: 'このウィンドウは閉じてかまいません。',
    failed: 'うまくいきませんでした。このウィンドウを閉じて、もう一度お試しください。',
    refused: 'アクセスが許可されませんでした。このウィンドウを閉じて、元の画面に戻ってください。',
  },
  ko: {
    opening: '여는 중…',
    back: '돌아가는 중…',
    backTo: '{partner} 페이지로 돌아가는 중…',
    close: '이 창을 닫아도 됩니다.',
    failed: '제대로 되지 않았습니다. 이 창을 닫고 다시 시도하세요.',
    refused: '접근이 허용되지 않았습니다. 이 창을 닫고 돌아가세요.',
  },
  nl: {
    opening: 'Openen…',
    back: 'We gaan terug…',
    backTo: 'Terug naar {partner}…',
    close: 'Je kunt dit venster sluiten.',
    failed: 'Dat is niet gelukt. Sluit dit venster en probeer het opnieuw.',
    refused: 'Er is geen toegang gegeven. Sluit dit venster om terug te gaan.',
  },
  pl: {
    opening: 'Otwieranie…',
    back: 'Powrót…',
    backTo: 'Powrót do: {partner}…',
    close: 'Możesz zamknąć to okno.',
    failed: 'Nie udało się. Zamknij to okno i spróbuj ponownie.',
    refused: 'Nie przyznano dostępu. Zamknij to okno, aby wrócić.',
  },
  'pt-BR': {
    opening: 'Abrindo…',
    back: 'Voltando…',
    backTo: 'Voltando para {partner}…',
    close: 'Você pode fechar esta janela.',
    failed: 'Não deu certo. Feche esta janela e tente de novo.',
    refused: 'O acesso não foi permitido. Feche esta janela para voltar.',
  },
  sv: {
    opening: 'Öppnar…',
    back: 'Går tillbaka…',
    backTo: 'Går tillbaka till {partner}…',
    close: 'Du kan stänga det här fönstret.',
    failed: 'Det gick inte. Stäng det här fönstret och försök igen.',
    refused: 'Åtkomsten godkändes inte. Stäng det här fönstret för att gå tillbaka.',
  },
  'zh-Hans': {
    opening: '正在打开…',
    back: '正在返回…',
    backTo: '正在返回 {partner}…',
    close: '您可以关闭此窗口。',
    failed: '未能完成。请关闭此窗口后重试。',
    refused: '未获得访问权限。请关闭此窗口返回。',
  },
} as const satisfies Readonly<Record<string, PageSentences>>;

/** A language that the pages have. */
export type PageLanguage = keyof typeof pageSentences;
