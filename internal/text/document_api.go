package text

// The interface for documents.
var (
	APIDocumentsNoun     = T{"Documenti", "Documents"}
	APIDocumentsTitle    = T{"Documenti di un caso", "Documents of a case"}
	APIDocumentsAbout    = T{"I più nuovi prima, delle sezioni che chi chiede legge. Senza il testo.", "The newest first, of the sections that whoever asks reads. Without the text."}
	APIDocumentNewTitle  = T{"Crea un documento", "Make a document"}
	APIDocumentNewAbout  = T{"Riempie un modello con quello che il fascicolo dice e lo tiene con numero, PDF e .odt. text mette un testo scritto a mano al posto di quello del modello, se il modello lo permette. Può chi lavora sul caso. 422 se manca quello di cui il modello parla.", "Fills a model with what the file says and keeps it with number, PDF and .odt. text puts words written by hand in place of the model's, if the model allows it. Whoever works on the case may. 422 when what the model is about is missing."}
	APIRegisterTitle     = T{"Registro dei documenti della zona", "Register of the zone's documents"}
	APIRegisterAbout     = T{"Che cosa sono i documenti, mai che cosa dicono. Può chi coordina e la segreteria; il caso è indicato solo a chi può leggere il documento.", "What the documents are, never what they say. Coordinator and secretary may; the case is named only to who may read the document."}
	APIDocumentTitle     = T{"Un documento", "One document"}
	APIDocumentAbout     = T{"Con il suo testo. Può chi legge la sua sezione.", "With its text. Whoever reads its section may."}
	APIDocumentFileTitle = T{"Il PDF di un documento", "The PDF of a document"}
	APIDocumentFileAbout = T{"I byte che sono stati tenuti quando è stato creato. 404 per un documento allegato.", "The bytes that were kept when it was made. 404 for a document that was brought in."}
	APIProtocolTitle     = T{"Protocolla un documento", "Write the protocol of a document"}
	APIProtocolAbout     = T{"Numero e giorno del protocollo dell'ente; number vuoto lo toglie. Può chi coordina e la segreteria.", "Number and day of the body's protocol; an empty number takes it away. Coordinator and secretary may."}
	APIVoidingTitle      = T{"Annulla un documento", "Void a document"}
	APIVoidingAbout      = T{"Resta nel registro con il suo numero. Può chi coordina e la segreteria. 409 se è già annullato.", "It stays in the register with its number. Coordinator and secretary may. 409 when it is voided already."}
	APIBatchNewTitle     = T{"Crea lo stesso documento per molti casi", "Make the same document for many cases"}
	APIBatchNewAbout     = T{"I documenti si creano uno a uno, dopo la risposta. Può chi coordina.", "The documents are made one by one, after the answer. The coordinator may."}
	APIBatchTitle        = T{"A che punto è", "How far it is"}
	APIBatchAbout        = T{"Può chi coordina. left_out tiene al massimo 100 casi.", "The coordinator may. left_out holds at most 100 cases."}
	APIBatchEndTitle     = T{"Ferma", "Stop it"}
	APIBatchEndAbout     = T{"Quello che è già creato resta. Può chi coordina.", "What was made stays. The coordinator may."}
)

func init() {
	APINouns[APIDocumentsNoun[Italian]] = T{"Quello che si stampa e quello che si allega, con numero di registro e protocollo.", "What is printed and what is brought in, with register number and protocol."}
	for name, t := range documentFields {
		if _, ok := APIFields[name]; ok {
			panic("two meanings of " + name)
		}
		APIFields[name] = t
	}
}

// documentFields says what the fields of documents mean, like APIFields.
var documentFields = map[string]T{
	"year":             {"Anno del registro", "Year of the register"},
	"model":            {"Modello, codice delle linee guida; manca per un documento allegato", "Model, code of the guidelines; missing for a document that was brought in"},
	"without_protocol": {"Solo quelli ancora da protocollare", "Only those still without protocol"},
	"created_by":       {"Chi lo ha creato", "Who made it"},
	"subject_id":       {"La valutazione, il progetto, l'azione, la segnalazione o la seduta di cui parla; manca: l'ultima del caso", "The assessment, project, action, referral or sitting that it is about; missing: the newest of the case"},
	"protocol_number":  {"Numero del protocollo dell'ente", "Number of the body's protocol"},
	"protocol_on":      {"Giorno del protocollo", "Day of the protocol"},
	"voided_reason":    {"Perché è annullato", "Why it is voided"},
	"parts":            {"Le parti scelte, per i modelli che le fanno scegliere", "The parts chosen, for the models that let one choose"},
	"case_ids":         {"I casi", "The cases"},
	"cases":            {"Quanti casi", "How many cases"},
	"made":             {"Documenti creati", "Documents made"},
	"skipped":          {"Casi rimasti fuori", "Cases left out"},
	"left_out":         {"Quali sono rimasti fuori, e perché: gone non c'è più o non si può leggere, nothing manca quello di cui il modello parla, fault non riuscito", "Which were left out, and why: gone is not there or may not be read, nothing lacks what the model is about, fault failed"},
	"format":           {"pdf o odt; manca per un file allegato", "pdf or odt; missing for a file that was brought in"},
}
