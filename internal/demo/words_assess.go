package demo

// saying is what the team writes of a domain when it goes badly, with support and well; nothing in it tells a man from a woman.
type saying struct{ weak, middle, strong []string }

var sayings = map[string]saying{
	"REDDITO": {[]string{"Due bollette arretrate; per la spesa aiuta la parrocchia.", "Nessuna entrata da quando è finito il lavoro."},
		[]string{"Con il sostegno copre affitto e bollette, non le spese impreviste."}, []string{"Paga in tempo; tiene il conto su un quaderno."}},
	"CASA": {[]string{"Ospite di un parente fino a primavera.", "Lo sfratto è stato rinviato di tre mesi."},
		[]string{"Il contratto scade fra dieci mesi e la casa è piccola per tutti."}, []string{"In affitto da anni, senza arretrati."}},
	"AUTONOMIA": {[]string{"Le scadenze le tiene l'operatrice; senza, la settimana si perde."},
		[]string{"Con un promemoria il giorno prima viene sempre."}, []string{"Organizza da sé appuntamenti e documenti."}},
	"CURA": {[]string{"Il pomeriggio nessuno può stare con i figli.", "La madre ha bisogno di qualcuno in casa tutto il giorno."},
		[]string{"Fino alle quattro c'è la scuola; dopo va trovata una soluzione."}, []string{"Per gli imprevisti c'è una vicina."}},
	"RETE": {[]string{"In paese non conosce nessuno.", "Parla solo con gli operatori."}, []string{"La sorella c'è, ma abita lontano."},
		[]string{"Vicini e amici del circolo: si aiutano a vicenda."}},
	"LINGUA": {[]string{"Capisce le frasi brevi; per i moduli serve la mediazione."}, []string{"Si spiega bene a voce, legge con fatica."},
		[]string{"Usa la posta elettronica e prenota da sé."}},
	"STUDIO": {[]string{"Ha lasciato la scuola in prima superiore.", "Il titolo del paese d'origine non è ancora riconosciuto."},
		[]string{"Sa il mestiere, ma non ha attestati."}, []string{"Ha l'attestato che serve per il lavoro che cerca."}},
	"LAVORO": {[]string{"Nessun lavoro da più di due anni, prima nel tessile.", "Solo ore di pulizia, senza contratto."},
		[]string{"Due stagioni nei vivai, poi più nulla."}, []string{"Sei mesi nella stessa ditta, con buone parole del titolare."}},
	"RICERCA": {[]string{"Dice che tanto non prendono nessuno; nell'ultimo mese non ha cercato."}, []string{"Ai colloqui va, se c'è chi accompagna."},
		[]string{"Ogni settimana manda due domande e le segna."}},
	"MOBILITA": {[]string{"Si muove a piedi; l'autobus passa solo al mattino."}, []string{"Con il treno arriva a Pistoia, non per il primo turno."},
		[]string{"Ha la patente e un'auto che regge."}},
	"SALUTE_FISICA":  {[]string{"In attesa della visita; oggi non può stare in piedi a lungo."}, []string{"Può lavorare, senza pesi e senza turni di notte."}, []string{"Nessun limite."}},
	"SALUTE_MENTALE": {[]string{"Giornate difficili, più volte la settimana; accetta di vedere il servizio."}, []string{"Colloqui regolari: con il sostegno la settimana regge."}, []string{"Si riconosce in tempo e chiede."}},
	"DIPENDENZE":     {[]string{"Ha saltato due impegni nell'ultimo mese; ne parla."}, []string{"Appuntamenti rispettati da tre mesi."}, []string{"Niente da segnalare."}},
}

// wants are what people want for a domain that goes badly, in their words.
var wants = map[string][]string{
	"REDDITO": {"Vorrei arrivare a fine mese senza chiedere.", "Voglio pagare io le bollette."}, "CASA": {"Vorrei una casa dove restare.", "Vorrei una porta da chiudere."},
	"AUTONOMIA": {"Vorrei fare le mie cose da me."}, "CURA": {"Vorrei lavorare sapendo con chi stanno i figli.", "Vorrei qualche ora per me, con mia madre al sicuro."},
	"RETE": {"Vorrei conoscere gente di qui."}, "LINGUA": {"Vorrei parlare con le maestre senza aiuto."}, "STUDIO": {"Vorrei un attestato di quello che so fare."},
	"LAVORO": {"Vorrei un lavoro vicino a casa, con orari che reggo.", "Vorrei un contratto vero, anche di poche ore."}, "RICERCA": {"Vorrei capire da dove ricominciare."},
	"MOBILITA": {"Vorrei poter arrivare al lavoro anche la mattina presto."},
}

var strengths = []string{"Arriva sempre in orario.", "Sa cucinare per tante persone.", "È di parola: quello che promette lo fa.", "Con gli anziani ha molta pazienza.",
	"Impara guardando, e in fretta.", "Parla tre lingue.", "Sa aggiustare quasi tutto.", "Chiede quando non ha capito.", "La famiglia vicina dà una mano.", "Tiene bene la casa.",
	"Ha lavorato tanti anni senza assenze."}

var saidOf = []string{"“Qui va meglio di quanto sembra.”", "“Su questo ho bisogno di una mano.”", "“Ci provo da un pezzo.”", "“Di questo parlo volentieri.”"}

var verdicts = map[string][]string{
	"entry": {"Si parte dal lavoro e dalla casa; il resto segue.", "Prima le basi, poi il tirocinio. La persona è d'accordo.", "Due ambiti per volta, con un incontro al mese."},
	"check": {"Qualcosa si è mosso: si tiene il progetto com'è.", "Si continua; per le mattine serve ancora un aiuto."},
	"exit":  {"Il percorso finisce: la persona sa a chi rivolgersi se serve.", "Si chiude insieme, con i servizi di sempre."},
}

// needDomains are the domains of which a need of a referral tells.
var needDomains = map[string]string{"LAVORO": "LAVORO", "REDDITO": "REDDITO", "FAMIGLIA": "CURA", "RETE": "RETE", "CASA": "CASA", "COMPETENZE": "STUDIO"}

var reasonsAgainst = []string{"Situazione particolare, vista insieme in équipe.", "Lo ha mostrato in questi mesi: ne siamo sicuri."}
