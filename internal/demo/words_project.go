package demo

// rhythm is how an action of a kind goes: so many days a week of so many minutes, for so many weeks. Without minutes no attendance is kept.
type rhythm struct{ days, minutes, weeks int }

// rhythms of kinds of actions; the others go on for some weeks without attendance, or one hour a week.
var rhythms = map[string]rhythm{
	"SICUREZZA": {2, 240, 1}, "HACCP": {2, 180, 2}, "ITALIANO_L2": {2, 120, 20}, "LICENZA_MEDIA": {3, 180, 28}, "UPSKILLING": {3, 240, 6}, "RESKILLING": {4, 240, 12},
	"DIGITALE": {2, 120, 6}, "PATENTE": {2, 60, 10}, "TIROCINIO_INCLUSIONE": {4, 240, 26}, "TIROCINIO_EXTRA": {5, 300, 17}, "COOP_B": {3, 240, 20},
	"ORIENTAMENTO_SPEC": {1, 90, 4}, "GRUPPO_RICERCA": {1, 120, 8}, "BILANCIO": {1, 90, 5}, "COUNSELING": {1, 60, 8}, "EDUCATIVA": {2, 120, 16}, "GENITORI": {1, 120, 10},
	"PIPPI": {1, 120, 24}, "LABORATORIO": {1, 180, 12}, "AGRICOLTURA_SOCIALE": {2, 240, 16}, "VOLONTARIATO": {1, 180, 16}, "PUC": {2, 240, 16},
	"INSERIMENTO_SOCIOTERAPEUTICO": {2, 180, 20}, "MEDIAZIONE": {1, 60, 8}, "BILANCIO_FAMIGLIA": {1, 60, 8},
	"ACCOGLIENZA": {0, 0, 1}, "ORIENTAMENTO_BASE": {0, 0, 2}, "VALUTA_OCCUPABILITA": {0, 0, 2}, "PRONTO_INTERVENTO": {0, 0, 2}, "AIUTO_ECONOMICO": {0, 0, 13},
	"CASA": {0, 0, 22}, "TRASPORTO": {0, 0, 26}, "NIDO": {0, 0, 36}, "BORSA_STUDIO": {0, 0, 30}, "CURE": {0, 0, 26}, "DSM": {0, 0, 40}, "SERD": {0, 0, 40},
	"INVALIDITA": {0, 0, 20}, "CONTRATTO": {0, 0, 26}, "INCONTRO_DOMANDA": {0, 0, 8}, "APPRENDISTATO": {0, 0, 50},
}

// certified are kinds that end with something in hand.
var certified = map[string]bool{"SICUREZZA": true, "HACCP": true, "LICENZA_MEDIA": true, "UPSKILLING": true, "RESKILLING": true, "PATENTE": true, "ITALIANO_L2": true}

// providersOf are the kinds of bodies that do actions of a group; kinds of actions with others come first.
var providersOf = map[string][]string{
	"LAVORO": {"CPI"}, "FORMAZIONE": {"COOP_SOCIALE", "ARTI"}, "ESPERIENZA": {"COOP_SOCIALE", "CPI"}, "COMPETENZE": {"CPI", "COOP_SOCIALE"}, "IMPRESA": {"CPI", "COOP_SOCIALE"},
	"SOCIALE": {"SERVIZIO_SOCIALE", "SDS"}, "SALUTE": {"SALUTE_MENTALE"}, "COMUNITA": {"ETS", "COOP_SOCIALE"}, "ALTRO": {"ETS"},
	"SERD": {"SERD"}, "CURE": {"SDS"}, "INVALIDITA": {"SDS"}, "ITALIANO_L2": {"ETS"}, "INSERIMENTO_SOCIOTERAPEUTICO": {"COOP_SOCIALE"},
}

var hosts = []string{"Vivaio Esempio", "Pasticceria Prova", "Officina Saggi", "Magazzino Modelli", "Cooperativa Il Campo di prova", "Albergo Immaginario"}

var alsoWants = []string{"E vorrei che i miei figli fossero tranquilli.", "Un passo per volta, ma vorrei cominciare presto.", "Mi va bene ogni orario, basta saperlo prima.",
	"Vorrei sentire una persona sola, non dieci."}

var personPromises = []string{"Avviso il giorno prima se non posso venire.", "Porto i documenti che mancano entro il mese.", "Vengo agli incontri di verifica.",
	"Tengo il quaderno delle ore e lo porto.", "Faccio due domande di lavoro a settimana."}

var servicePromises = []string{"Ti chiamo se cambia qualcosa, senza aspettare l'incontro.", "Preparo con te le domande da presentare.", "Sento io l'azienda ogni due settimane.",
	"Cerco il posto per i figli prima che il corso cominci.", "Trovo gli orari dei mezzi e li proviamo insieme."}

var changesSeen = []string{"Frequenza buona, si continua così.", "Orario del corso cambiato: ora è al mattino.", "La casa resta il nodo: sentito il Comune.", "Ha trovato chi tiene i figli.",
	"Il tutor è contento; chiede più puntualità il lunedì.", "Nulla di nuovo sul lavoro, meglio il resto."}

var personAtCheck = []string{"“È faticoso ma va bene.”", "“Le ore passano, mi piace.”", "“Vorrei fare di più.”", "“Il venerdì è difficile.”", "“Adesso so a chi chiedere.”"}

var goalNotes = []string{"Due incontri fatti.", "Si comincia il mese prossimo.", "Ha fatto da sé la domanda.", "Manca ancora una visita.", "Più presenza nelle ultime settimane."}

var revisionWhy = []string{"Un obiettivo è raggiunto: se ne aggiunge un altro.", "Il corso è finito e si apre la strada del tirocinio.", "È cambiato l'orario di chi tiene i figli.",
	"La persona chiede di lavorare anche sulla casa."}

var saidPartly = []string{"“Va bene tutto, ma il corso lo vorrei al mattino.”", "“Sul tirocinio ho qualche dubbio, proviamo.”"}

var endWords = []string{"Ha finito con buona frequenza.", "Il tutor ha scritto due righe di presentazione.", "Si è trovata una strada per dopo."}
