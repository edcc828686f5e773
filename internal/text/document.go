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

// The agenda of a sitting.
var (
	AgendaTitle     = T{"Seduta n. %d del %s: ordine del giorno", "Sitting no. %d of %s: agenda"}
	AgendaSays      = T{"L'équipe si riunisce %s alle %s.", "The team meets on %s at %s."}
	AgendaCancelled = T{"Questa seduta non si tiene.", "This sitting is not held."}
	AgendaWhere     = T{"Luogo", "Place"}
	AgendaLink      = T{"Collegamento", "Link"}
	AgendaMembers   = T{"Convocati", "Called"}
	AgendaRecorder  = T{"%s, scrive il verbale", "%s, writes the minutes"}
	AgendaCases     = T{"Casi", "Cases"}
	AgendaNone      = T{"Nessun caso all'ordine del giorno.", "No case on the agenda."}
	AgendaPosition  = T{"N.", "No."}
	AgendaCase      = T{"Caso", "Case"}
	AgendaPerson    = T{"Persona", "Person"}
	AgendaWhy       = T{"Perché", "Why"}
	AgendaWaits     = T{"Aspetta dal", "Waits since"}
	AgendaDays      = T{"%s (%d giorni)", "%s (%d days)"}
	AgendaUrgent    = T{"%s. Urgente", "%s. Urgent"}
	AgendaReserved  = T{"riservato", "reserved"}
	AgendaNameless  = T{"I casi sono indicati con il loro numero: questo foglio non contiene nomi di persone seguite.", "Cases stand by their number: this sheet holds no name of a person in care."}
	AgendaNamed     = T{"Contiene dati personali: è solo per i convocati.", "It holds personal data: for those who are called only."}
)

// The minutes of a sitting and their extracts.
var (
	PrintedTitle      = T{"Verbale della seduta n. %d del %s", "Minutes of sitting no. %d of %s"}
	PrintedDraftMark  = T{"BOZZA NON APPROVATA", "DRAFT, NOT APPROVED"}
	PrintedNotYet     = T{"Bozza: non tutti i presenti hanno approvato.", "Draft: not everybody who was present has approved."}
	PrintedApprovedT  = T{"Approvato da tutti i presenti il %s.", "Approved by everybody who was present on %s."}
	PrintedFoot       = T{"Seduta n. %d del %s, verbale. Contiene dati personali.", "Sitting no. %d of %s, minutes. They hold personal data."}
	PrintedCalled     = T{"Convocata per le", "Called for"}
	PrintedRemote     = T{"anche a distanza", "also from afar"}
	PrintedOpened     = T{"Aperta", "Opened"}
	PrintedClosedAt   = T{"Chiusa", "Closed"}
	PrintedMadeBy     = T{"Verbale preparato da", "Minutes prepared by"}
	PrintedMade       = T{"%s, %s", "%s, %s"}
	PrintedModel      = T{"Linee guida", "Guidelines"}
	PrintedPresent    = T{"Presenze", "Attendance"}
	PrintedName       = T{"Nome", "Name"}
	PrintedPartWord   = T{"Per", "For"}
	PrintedTimes      = T{"Presente", "Present"}
	PrintedFromTo     = T{"dalle %s alle %s", "from %s to %s"}
	PrintedFrom       = T{"dalle %s", "from %s"}
	PrintedAbsent     = T{"assente", "absent"}
	PrintedAbsentTol  = T{"assente, lo aveva detto", "absent, as announced"}
	PrintedQuorum     = T{"Numero legale", "Quorum"}
	PrintedQuorumOf   = T{"%s: %d, ne servono %d", "%s: %d, %d needed"}
	PrintedAgenda     = T{"Ordine del giorno", "Agenda"}
	PrintedHow        = T{"Com'è andata", "How it went"}
	PrintedCase       = T{"Caso n. %d", "Case no. %d"}
	PrintedHidden     = T{"Di questo caso chi ha chiesto il documento non può leggere: qui non c'è nulla.", "Whoever asked for this document may not read this case: nothing of it is here."}
	PrintedBorn       = T{"Data di nascita", "Date of birth"}
	PrintedTown       = T{"Comune", "Municipality"}
	PrintedSenders    = T{"Chi ha segnalato", "Who referred"}
	PrintedSender     = T{"%s, il %s", "%s, on %s"}
	PrintedTalked     = T{"Trattato", "Dealt with"}
	PrintedThere      = T{"Presenti", "Present"}
	PrintedOut        = T{"Usciti dal caso", "Stepped out of the case"}
	PrintedOutWhy     = T{"%s (%s)", "%s (%s)"}
	PrintedNote       = T{"Che cosa si è detto", "What was said"}
	PrintedDecision   = T{"Decisione", "Decision"}
	PrintedReason     = T{"Motivo", "Reason"}
	PrintedAdvice     = T{"A chi rivolgersi", "Whom to ask"}
	PrintedState      = T{"Stato del caso", "State of the case"}
	PrintedFromState  = T{"da «%s» a «%s»", "from “%s” to “%s”"}
	PrintedSuspended  = T{"Motivo della sospensione", "Reason of the suspension"}
	PrintedClosure    = T{"Motivo della chiusura", "Reason of the closure"}
	PrintedReview     = T{"Riesame il", "Review on"}
	PrintedManager    = T{"Case manager", "Case manager"}
	PrintedTeam       = T{"Squadra del caso", "Team of the case"}
	PrintedRecordedBy = T{"Registrata da", "Recorded by"}
	PrintedSteps      = T{"Prossimi passi", "Next steps"}
	PrintedStepWhat   = T{"Che cosa", "What"}
	PrintedStepWho    = T{"Chi", "Who"}
	PrintedStepDue    = T{"Entro il", "By"}
	PrintedItemState  = map[string]T{
		"to_do": {"non trattato", "not dealt with"}, "now": {"non concluso", "not concluded"}, "decided": {"deciso", "decided"},
		"postponed": {"rinviato alla prossima seduta", "put off to the next sitting"}, "removed": {"tolto dall'ordine del giorno", "taken off the agenda"}}
	PrintedApprovals = T{"Approvazioni", "Approvals"}
	PrintedWhen      = T{"Quando", "When"}
	PrintedWaits     = T{"non ancora", "not yet"}
	PrintedAdditions = T{"Aggiunte dopo l'approvazione", "Additions after the approval"}
	PrintedAddition  = T{"%s, %s:", "%s, %s:"}
	PrintedSign      = T{"Firme, se il verbale si firma su carta", "Signatures, if the minutes are signed on paper"}
	PrintedProof     = T{"Impronta e registro", "Digest and log"}
	PrintedDigest    = T{"Impronta del verbale (SHA-256):", "Digest of the minutes (SHA-256):"}
	PrintedPartProof = T{"Impronta di questo caso (SHA-256):", "Digest of this case (SHA-256):"}
	PrintedLog       = T{"Testa firmata del registro quando il documento è stato stampato. Chi la conserva può provare in seguito che nulla di ciò che era registrato prima è stato cambiato:",
		"Signed head of the log when this document was printed. Whoever keeps it can prove later that nothing recorded before was changed:"}

	ExtractTitle  = T{"Estratto del verbale della seduta n. %d del %s: caso n. %d", "Extract of the minutes of sitting no. %d of %s: case no. %d"}
	ExtractSays   = T{"Riguarda un caso solo: degli altri casi della seduta non contiene nulla.", "It is about one case only: of the other cases of the sitting it holds nothing."}
	ExtractFoot   = T{"Seduta n. %d del %s, estratto. Contiene dati personali.", "Sitting no. %d of %s, extract. It holds personal data."}
	ExtractOther  = T{"[persona di un altro caso]", "[person of another case]"}
	ExtractMasked = T{"Dove il verbale nomina una persona di un altro caso, l'estratto tace il nome: il testo intero è nel verbale.", "Where the minutes name a person of another case, the extract leaves the name out: the whole text is in the minutes."}
)
