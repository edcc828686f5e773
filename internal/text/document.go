package text

// What is printed on documents, whatever they are about.
var (
	DocumentPage        = T{"Pagina %d di %d", "Page %d of %d"}
	DocumentSubstitutes = T{"Alcune lettere di questo documento non si possono stampare: al loro posto c'è □, o la lettera senza segni. Chi ascolta o copia il testo le trova intere.",
		"Some letters of this document cannot be printed: in their place stands □, or the letter without its marks. Whoever listens to the text or copies it finds them whole."}
)

// The receipt of a referral.
var (
	ReceiptTitle    = T{"Ricevuta della segnalazione n. %d", "Receipt of referral no. %d"}
	ReceiptGot      = T{"La segnalazione è arrivata il %s. Risponde %s, entro il %s.", "The referral arrived on %s. The answer comes from %s, by %s."}
	ReceiptAnswered = T{"La segnalazione è arrivata il %s. Ha risposto %s il %s.", "The referral arrived on %s. The answer came from %s on %s."}
	ReceiptStands   = T{"La segnalazione è arrivata il %s. Manca una risposta di chi segnala: quando arriva, il termine riparte.", "The referral arrived on %s. The sender is to answer a question: the term runs again from then."}
	ReceiptWho      = T{"il coordinamento dell'équipe", "the coordinator of the team"}
	ReceiptWhoBy    = T{"%s (coordinamento dell'équipe)", "%s (coordinator of the team)"}
	ReceiptNumber   = T{"Numero", "Number"}
	ReceiptArrived  = T{"Arrivata il", "Arrived on"}
	ReceiptAnswerBy = T{"Risposta entro il", "Answer by"}
	ReceiptAnswers  = T{"Risponde", "Who answers"}
	ReceiptSay      = T{"%s, %s:", "%s, %s:"}
	ReceiptFoot     = T{"Segnalazione n. %d, ricevuta. Contiene dati personali: la tiene chi ha segnalato, o la persona.", "Referral no. %d, receipt. It holds personal data: to be kept by the sender or the person."}
)
