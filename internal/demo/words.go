package demo

import "time"

const hour = time.Hour

var senderNames = []string{"Federica Landi", "Tommaso Orsi", "Ilaria Nardi", "Claudia Pieri", "Giacomo Vanni", "Beatrice Corsi", "Sandro Masi", "Lorena Bardi"}

// story is why somebody is referred, with the needs that go with it. Nothing in it names a diagnosis or tells a man from a woman.
type story struct {
	reason, asked string
	needs         map[string]string
	services      []string
	fits          func(abroad bool, age int) bool // nil: anybody
}

var stories = []story{
	{"Ha perso il lavoro da quattordici mesi e le ore di pulizia che fa non bastano per l'affitto. Vive con due figli alle elementari.",
		"Un percorso che tenga insieme gli orari dei figli e la ricerca di un lavoro vicino a casa.",
		map[string]string{"LAVORO": "pulizie a ore, cerca un part-time al mattino", "REDDITO": "affitto in arretrato di due mesi", "FAMIGLIA": "due figli, nessuno che li tenga il pomeriggio"},
		[]string{"SERVIZIO_SOCIALE", "ADI"}, func(_ bool, age int) bool { return age >= 25 && age <= 50 }},
	{"Ha concluso da poco un percorso di cura e chiede di ricominciare a lavorare. Ha il sostegno del servizio, ma non lavora da tre anni.",
		"Valutare insieme un tirocinio con pochi giorni alla settimana.",
		map[string]string{"LAVORO": "otto anni in magazzino", "SALUTE": "può lavorare, no turni di notte", "RETE": "vive per conto suo, vede poche persone"},
		[]string{"SANITARI", "CPI"}, func(_ bool, age int) bool { return age >= 30 }},
	{"Vive in macchina da due mesi, dopo la fine della convivenza. Ha ripreso i contatti con il Comune da poco.",
		"Capire che cosa si può fare per la casa e, intanto, per un lavoro stagionale.",
		map[string]string{"CASA": "dorme in macchina", "LAVORO": "ha il patentino del muletto", "REDDITO": "nessuna entrata"},
		[]string{"SERVIZIO_SOCIALE"}, func(_ bool, age int) bool { return age >= 22 }},
	{"È in Italia da poco più di un anno. Parla poco italiano; nel suo paese insegnava.",
		"Corso di lingua e riconoscimento del titolo, poi un primo lavoro.",
		map[string]string{"COMPETENZE": "laurea da far riconoscere, italiano elementare", "LAVORO": "mai lavorato in Italia", "DOCUMENTI": "permesso in rinnovo"},
		[]string{"CPI", "TERZO_SETTORE"}, func(abroad bool, age int) bool { return abroad && age >= 26 }},
	{"Riceve l'ADI e ha firmato il patto; agli incontri viene, ma senza un aiuto non riesce a fare i passi concordati.",
		"Una presa in carico comune con il Centro per l'impiego.",
		map[string]string{"LAVORO": "solo lavori in nero negli ultimi anni", "COMPETENZE": "terza media, non usa il computer", "REDDITO": "debiti con un parente"},
		[]string{"ADI", "CPI", "SERVIZIO_SOCIALE"}, nil},
	{"Ha chiuso la bottega dopo trent'anni. Ha mal di schiena e non sa da dove cominciare per cercare altro.",
		"Un bilancio di quello che sa fare e un lavoro che il fisico regga.",
		map[string]string{"LAVORO": "trent'anni di lavoro nel cuoio", "SALUTE": "non può alzare pesi"}, []string{"CPI"}, func(_ bool, age int) bool { return age >= 52 }},
	{"Segue la madre che non è più autonoma e ha lasciato il lavoro. Chiede di riprendere almeno mezza giornata.",
		"Un aiuto per la madre e un part-time.",
		map[string]string{"FAMIGLIA": "madre in casa, nessun altro in famiglia", "LAVORO": "in negozio fino a due anni fa"}, []string{"SERVIZIO_SOCIALE"},
		func(_ bool, age int) bool { return age >= 35 }},
	{"Ha finito un corso di cucina con buoni voti ma ai colloqui non si presenta. Dice che non se la sente.",
		"Accompagnare ai primi colloqui e capire che cosa ferma.",
		map[string]string{"LAVORO": "corso di aiuto cuoco concluso", "RETE": "esce poco di casa"}, []string{"TERZO_SETTORE", "SFL"}, func(_ bool, age int) bool { return age < 40 }},
}

var personWords = []string{"“Voglio lavorare, ma devo poter prendere i figli alle quattro.”", "“Non chiedo soldi, chiedo un posto dove andare la mattina.”",
	"“Ho già raccontato tutto tre volte: vorrei farlo una volta sola.”", "“Se mi dite che cosa portare, lo porto.”", "“Mi va bene qualunque cosa, basta cominciare.”"}

var urgencies = []string{"Lo sfratto è fissato fra venti giorni.", "Da lunedì resta senza un posto dove dormire.", "Il posto in tirocinio che l'aspetta scade a fine mese.",
	"Con due bambini piccoli, senza entrate da due mesi."}

// questions and answers belong together by their place.
var questions = []string{"Manca il codice fiscale della persona: puoi chiederglielo? Dicci anche se ha un medico di base nella zona.",
	"Che cosa è stato fatto finora con il Centro per l'impiego? Mandaci, se c'è, il patto di servizio.",
	"La persona sa di questa segnalazione ed è d'accordo? Scrivici come preferisce essere cercata."}

var answers = []string{"Il medico di base è a Monsummano. Il codice fiscale arriva domani: la tessera è in rinnovo.",
	"Ha firmato il patto a settembre e fatto un solo colloquio. Il patto è al Centro per l'impiego, che lo manda su richiesta.",
	"Sì, ne abbiamo parlato ieri: è d'accordo e preferisce essere chiamata dopo le cinque."}

var reasonsToTeam = []string{"Bisogni sociali e di lavoro insieme, nessun servizio da solo risponde.", "Serve una valutazione comune con il Centro per l'impiego.",
	"La situazione di casa e quella del lavoro si tengono: va vista in équipe."}

var reasonsNot = []string{"È residente in un'altra zona: abbiamo avvisato il servizio di là.", "È già seguita dall'équipe di un'altra zona.",
	"Cerca solo un cambio di turno: non ci sono bisogni sociali o di salute."}

// advices are a reason for another service and whom to ask.
var advices = [][2]string{{"Il bisogno è di sola ricerca di lavoro.", "Centro per l'impiego di Monsummano: basta presentarsi con un documento."},
	{"C'è bisogno prima di un aiuto per la casa.", "Segretariato sociale del Comune di residenza, il martedì e il giovedì mattina."},
	{"Il percorso di cura viene prima.", "Il servizio che la segue; quando sarà il momento, rimandaci la segnalazione."}}

var askWords = []string{"Porto la relazione dell'ultimo colloquio: chiedo che si decida chi la chiama per prima.", "Chiedo se la sede di Pescia può seguirla: abita a due passi.",
	"Prima di un tirocinio vorrei sentire il medico competente.", "C'è posto nel corso di lingua che comincia il mese prossimo: se siamo d'accordo la iscrivo.",
	"Ho parlato con il datore di lavoro di prima: la riprenderebbe a ore."}

var discussions = []string{"L'assistente sociale riassume la situazione di casa. Per il lavoro si parte dalle ore del mattino. La persona è d'accordo sul percorso.",
	"Si concorda un primo colloquio a due voci, sociale e lavoro. Nessuno ha elementi in contrario.",
	"Situazione nota al servizio. Si decide di non aspettare la graduatoria e di lavorare intanto sulle competenze.",
	"Si discute se il tirocinio sia prematuro: si comincia dall'orientamento e se ne riparla fra due mesi."}

var stepsOf = []string{"Primo colloquio insieme", "Telefonare per fissare l'incontro", "Verificare l'iscrizione al collocamento", "Sentire la scuola per gli orari dei figli",
	"Chiedere la relazione al servizio", "Prenotare il posto al corso di lingua", "Preparare il curriculum con la persona", "Accompagnare allo sportello casa"}

var stepsElsewhere = []string{"la persona", "l'assistente sociale del Comune", "la cooperativa"}

var moreReasons = []string{"Manca la posizione al Centro per l'impiego.", "Si aspetta la relazione del servizio che la segue."}
