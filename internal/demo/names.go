package demo

// The family names are words for things that are made up, so that nobody meets a real one; the given names are common ones of the
// countries below.
var familyNames = []string{
	"Finti", "Prova", "Saggi", "Sagome", "Cartoni", "Tracciati", "Segni", "Inventati", "Fittizi", "Esempi", "Simboli", "Figuri", "Fantasi",
	"Schizzi", "Echi", "Modelli", "Riflessi", "Profili", "Simulati", "Ipotetici", "Verosimili", "Immagini", "Provini", "Abbozzi", "Ombrati",
	"Finzioni", "Apparenti", "Disegnati", "Virtuali", "Teorici", "Presunti", "Supposti", "Immaginari", "Fiabeschi", "Favolosi", "Copioni",
	"Prototipi", "Astratti", "Irreali", "Illusori", "Parventi", "Chimerici", "Utopici", "Sognati", "Miraggi", "Parabole", "Metafore",
	"Allegorici", "Specchi", "Simulacri", "Maschere", "Sceneggiati", "Postille", "Parentesi", "Virgolette", "Asterischi", "Glosse",
	"D'Esempio", "De Provis", "Lo Schema", "Della Prova", "Di Fantasia",
}

type origin struct {
	place string // cadastral code
	name  string
	women []string
	men   []string
}

var italians = []string{"F384", "A561", "G491", "G713", "E715", "D612", "F839", "G273"}

var italianWomen = []string{"Giulia", "Chiara", "Teresa", "Rosa", "Elena", "Maria Grazia", "Noemi", "Anna", "Lucia", "Paola", "Sara", "Marta",
	"Francesca", "Silvia", "Giada", "Ilaria", "Monica", "Carla", "Bianca", "Nadia"}

var italianMen = []string{"Marco", "Giovanni", "Francesco", "Andrea", "Luca", "Giuseppe", "Niccolò", "Salvatore", "Carlo Alberto", "Lorenzo",
	"Paolo", "Matteo", "Davide", "Stefano", "Roberto", "Alessio", "Simone", "Fabio", "Daniele", "Piero"}

var abroad = []origin{
	{"Z129", "Romania", []string{"Ionela", "Mirela", "Elena", "Daniela", "Cristina"}, []string{"Ion", "Mihai", "Adrian", "Florin", "Marius"}},
	{"Z100", "Albania", []string{"Mirela", "Anila", "Drita", "Elona"}, []string{"Artan", "Ardit", "Besnik", "Ilir"}},
	{"Z330", "Marocco", []string{"Fatima", "Samira", "Khadija", "Naima"}, []string{"Ahmed", "Youssef", "Rachid", "Hassan"}},
	{"Z138", "Ucraina", []string{"Oksana", "Olena", "Iryna", "Halyna"}, []string{"Andriy", "Oleh", "Taras", "Mykola"}},
	{"Z335", "Nigeria", []string{"Blessing", "Joy", "Grace", "Faith"}, []string{"Emmanuel", "Samuel", "Victor", "Sunday"}},
	{"Z343", "Senegal", []string{"Aminata", "Awa", "Fatou", "Ndeye"}, []string{"Ibrahim", "Mamadou", "Modou", "Cheikh"}},
}

var notesOf = map[string][]string{
	"common": {
		"Primo colloquio insieme. Chiede un lavoro vicino a casa, preferisce il mattino. Porta il documento la prossima volta.",
		"Telefonata: conferma l'appuntamento. Ha cambiato numero, aggiornato nella scheda.",
		"Portata la domanda per il trasporto. Risposta attesa entro la fine del mese.",
		"Spiegato il percorso e chi ne fa parte. La persona è d'accordo e vuole cominciare presto.",
		"Non si è presentata all'appuntamento. Richiamata: aveva un impegno dei figli, fissata un'altra data.",
	},
	"social": {
		"Visita a domicilio. La casa è in ordine; l'affitto è in arretrato di due mesi, sentito il Comune.",
		"Accetta di parlare con la vicina per le mattine dei figli. Racconta di dormire meglio da quando ha orari fissi.",
		"Il contributo per le bollette è stato concesso. Da rivedere insieme il bilancio di casa.",
	},
	"work": {
		"Colloquio al CPI: profilo aggiornato, interessata alla ristorazione e al verde.",
		"Corso sulla sicurezza (8 ore) concluso con attestato.",
		"L'azienda conferma la disponibilità al tirocinio; il tutor chiede di cominciare il primo del mese.",
	},
	"health": {
		"Sintesi per il lavoro: può lavorare all'aperto, no turni di notte. Prossimo controllo fra tre mesi.",
		"In carico al servizio, frequenza regolare. Nessuna limitazione nuova.",
	},
	"justice": {"Misura in corso: incontri ogni quindici giorni con l'ufficio, compatibili con l'orario di lavoro."},
}

var nextSteps = []string{"Colloquio", "Verifica a 90 giorni", "Firma del progetto con la persona", "Telefonata", "Incontro con il tutor",
	"Colloquio con il CPI", "Documenti da portare", "Visita a domicilio"}
