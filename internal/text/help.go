package text

// Words around the texts of help, which stand in the folder help/.
var (
	HelpTitle       = T{"Aiuto", "Help"}
	HelpIntro       = T{"Ogni pagina ha il suo aiuto: lo apri dal fondo della pagina.", "Each page has its help: open it from the foot of the page."}
	HelpNone        = T{"Per quella pagina non c'è un aiuto. Cerca qui sotto.", "There is no help for that page. Look below."}
	HelpForYou      = T{"Per te", "For you"}
	HelpOthers      = T{"Aiuti per chi ha altri ruoli", "Help for people with other roles"}
	HelpGuides      = T{"Guide da stampare", "Guides to print"}
	HelpKeysPage    = T{"Scorciatoie da tastiera", "Keyboard shortcuts"}
	HelpOpenWhole   = T{"Apri a tutta pagina", "Open as a page"}
	HelpAll         = T{"Tutti gli aiuti", "All help"}
	HelpPage        = T{"Vai alla pagina", "Go to the page"}
	HelpGuideOf     = T{"Guida per il ruolo: %s", "Guide for the role: %s"}
	HelpGuideFor    = T{"%s: guida da stampare", "%s: guide to print"}
	HelpGuideHow    = T{"Stampa questa pagina con il comando del browser (Ctrl P). I testi sono gli stessi dell'aiuto di ogni pagina; le persone delle figure sono inventate.", "Print this page with your browser (Ctrl P). The texts are those of the help of each page; the people in the pictures are invented and the pictures are in Italian."}
	HelpContents    = T{"Indice", "Contents"}
	HelpNews        = T{"Novità", "What is new"}
	HelpTour        = T{"Un giro per cominciare", "A tour to begin with"}
	HelpTourStep    = T{"%d. %s", "%d. %s"}
	HelpTourEnd     = T{"Chiudi il giro", "Close the tour"}
	HelpTourAgain   = T{"Lo ritrovi quando vuoi nell'aiuto.", "You find it again in the help whenever you like."}
	HelpTourClosed  = T{"Giro chiuso. Lo ritrovi nell'aiuto.", "Tour closed. You find it again in the help."}
	HelpNoticeTour  = T{"Prima volta qui? C'è un giro in %d passi.", "First time here? There is a tour in %d steps."}
	HelpNoticeTake  = T{"Fai il giro", "Take the tour"}
	HelpNoticeNews  = T{"Il programma è stato aggiornato.", "The program has been updated."}
	HelpNoticeRead  = T{"Leggi le novità", "Read what is new"}
	HelpNoticeClose = T{"Non mostrarlo più", "Do not show it again"}
	HelpNotice      = T{"Avviso", "Notice"}
	HelpKeysWhy     = T{"Non servono per lavorare: tutto si fa anche con il mouse, con il tabulatore o con il lettore di schermo. Un tasto a una lettera non fa niente mentre scrivi.", "They are not needed: everything works with the mouse, the tab key or a screen reader too. A single-letter key does nothing while you are writing."}
	HelpKeysOff     = T{"Per spegnere i tasti a una lettera su ogni dispositivo, vai al tuo profilo. Per spegnerli solo in questo browser, togli la spunta qui sopra.", "To switch single-letter keys off on every device, go to your profile. To switch them off in this browser only, untick the box above."}
	HelpKeysProfile = T{"Vai al profilo", "Go to your profile"}
)

// HelpParts are the headings under which the texts stand, in order.
var HelpParts = []struct {
	Code string
	Name T
}{
	{"start", T{"Per cominciare", "To begin with"}},
	{"day", T{"Ogni giorno", "Every day"}},
	{"referrals", T{"Segnalazioni", "Referrals"}},
	{"cases", T{"Il fascicolo", "The case file"}},
	{"path", T{"Valutazione, progetto, azioni", "Assessment, project, actions"}},
	{"sittings", T{"Sedute", "Sittings"}},
	{"documents", T{"Documenti", "Documents"}},
	{"zone", T{"La zona", "The zone"}},
	{"own", T{"Il tuo profilo", "Your profile"}},
	{"administration", T{"Amministrazione", "Administration"}},
}
