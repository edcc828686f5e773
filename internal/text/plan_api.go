package text

// Operations on projects, actions and checks.
var (
	APIPlansNoun   = T{"Progetti personalizzati", "Personalised projects"}
	APIActionsNoun = T{"Azioni", "Actions"}

	APIPlansTitle    = T{"Progetto di un caso, versione per versione", "Project of a case, version by version"}
	APIPlansAbout    = T{"Le versioni del progetto, dalla più nuova, con gli obiettivi e le azioni che puoi leggere. Di quelli riservati ad altri non c'è traccia.", "The versions of the project, the newest first, with the goals and actions that you may read. Of those reserved to others there is no trace."}
	APIPlanNewTitle  = T{"Comincia il progetto", "Begin the project"}
	APIPlanNewAbout  = T{"Comincia la bozza del progetto dalle parole della persona. Può chi lavora sul caso. 409 se c'è già una bozza o un progetto in vigore (quello si rivede), o se il caso è chiuso.", "Begins the draft of the project from the person's words. Whoever works on the case may. 409 when there is a draft or a project in force already (that one is revised), or the case is closed."}
	APIPlanTitle     = T{"Una versione del progetto", "One version of the project"}
	APIPlanAbout     = T{"Obiettivi, azioni, impegni, date e firme di una versione, e le verifiche fatte su di essa, per quanto puoi leggerne. L'ETag cambia con il contenuto che vedi.", "Goals, actions, commitments, dates and signatures of a version, and the checks made on it, as far as you may read. The ETag changes with the content that you see."}
	APIPlanFileTitle = T{"Progetto in PDF", "Project in PDF"}
	APIPlanFileAbout = T{"Una versione in linguaggio semplice, da leggere e firmare insieme; con large=true a caratteri grandi. Una bozza lo dice. Contiene solo quello che puoi leggere.", "One version in plain language, to be read and signed together; with large=true in large print. A draft says so. It holds only what you may read."}
	APIPlanDropTitle = T{"Rinuncia a una bozza", "Give up a draft"}
	APIPlanDropAbout = T{"Toglie una bozza che nessuno ha firmato, con le azioni mai cominciate che stanno solo lì. Può chi lavora sul caso. 409 se non è più una bozza.", "Gives up a draft that nobody has signed, with the actions that never began and stand only there. Whoever works on the case may. 409 when it is a draft no longer."}
	APIAimsTitle     = T{"Che cosa vuole la persona", "What the person wants"}
	APIAimsAbout     = T{"Scrive le parole della persona nella bozza. If-Match porta l'ETag della versione: 409 se intanto è cambiata.", "Writes the person's words in the draft. If-Match carries the ETag of the version: 409 when it has changed meanwhile."}
	APIDatesTitle    = T{"Date delle verifiche", "Days of the checks"}
	APIDatesAbout    = T{"Scrive il calendario delle verifiche al posto di quello che c'era: ognuna al massimo 90 giorni dopo quella prima.", "Writes the calendar of checks in place of the one that was there: each at most 90 days after the one before."}

	APIGoalNewTitle = T{"Nuovo obiettivo", "New goal"}
	APIGoalNewAbout = T{"Aggiunge alla bozza un obiettivo legato a un ambito della valutazione. Può chi scrive la sezione di quell'ambito. L'id resta lo stesso di versione in versione.", "Adds to the draft a goal tied to a domain of the assessment. Whoever writes that domain's section may. The id stays the same from version to version."}
	APIGoalTitle    = T{"Cambia un obiettivo", "Change a goal"}
	APIGoalAbout    = T{"Scrive un obiettivo della bozza per intero. If-Match porta la sua versione: 409 se intanto è cambiato.", "Writes a goal of the draft as a whole. If-Match carries its version: 409 when it has changed meanwhile."}
	APIGoalEndTitle = T{"Togli un obiettivo", "Remove a goal"}
	APIGoalEndAbout = T{"Toglie un obiettivo dalla bozza, con le sue azioni; le versioni firmate lo conservano. Risponde con la bozza.", "Removes a goal from the draft with its actions; signed versions keep it. Answers with the draft."}

	APIActionNewTitle = T{"Nuova azione", "New action"}
	APIActionNewAbout = T{"Aggiunge alla bozza un'azione verso un obiettivo, di un tipo del catalogo. Se non dici chi la segue è il case manager. Un tirocinio rispetta i limiti delle linee guida: 422 al campo che li supera.", "Adds to the draft an action towards a goal, of a kind of the catalogue. Without saying who follows it, that is the case manager. A traineeship keeps the limits of the guidelines: 422 at the field beyond them."}
	APIActionPutTitle = T{"Cambia un'azione", "Change an action"}
	APIActionPutAbout = T{"Scrive per intero che cosa la bozza dice di un'azione. If-Match porta la sua versione: 409 se intanto è cambiata.", "Writes as a whole what the draft says of an action. If-Match carries its version: 409 when it has changed meanwhile."}
	APIActionEndTitle = T{"Togli un'azione", "Remove an action"}
	APIActionEndAbout = T{"Toglie un'azione dalla bozza; le versioni firmate la conservano. Risponde con la bozza.", "Removes an action from the draft; signed versions keep it. Answers with the draft."}

	APICommitmentNewTitle = T{"Nuovo impegno", "New commitment"}
	APICommitmentNewAbout = T{"Aggiunge alla bozza quello che si impegna a fare la persona o un servizio.", "Adds to the draft what the person or a service undertakes."}
	APICommitmentTitle    = T{"Cambia un impegno", "Change a commitment"}
	APICommitmentAbout    = T{"Scrive un impegno della bozza per intero. If-Match porta la sua versione: 409 se intanto è cambiato.", "Writes a commitment of the draft as a whole. If-Match carries its version: 409 when it has changed meanwhile."}
	APICommitmentEndTitle = T{"Togli un impegno", "Remove a commitment"}
	APICommitmentEndAbout = T{"Toglie un impegno dalla bozza. Risponde con la bozza.", "Removes a commitment from the draft. Answers with the draft."}

	APIProposalsTitle     = T{"Obiettivi proposti", "Proposed goals"}
	APIProposalsAbout     = T{"Gli obiettivi delle linee guida per gli ambiti più deboli dell'ultima valutazione, fra quelli che puoi leggere, con i tipi di azione adatti. Sceglie una persona.", "The goals of the guidelines for the weakest domains of the newest assessment, among those that you may read, with the kinds of action that fit. A person chooses."}
	APIProposalsTakeTitle = T{"Prendi obiettivi proposti", "Take proposed goals"}
	APIProposalsTakeAbout = T{"Aggiunge alla bozza gli obiettivi scelti, per codice. Risponde con la bozza.", "Adds the goals chosen to the draft, by code. Answers with the draft."}

	APIPactsTitle   = T{"Patti tenuti altrove", "Pacts kept elsewhere"}
	APIPactsAbout   = T{"I PaIS e i patti di servizio citati nel caso: numero e data, il resto sta nel suo sistema.", "The pacts cited in the case: number and date, the rest stands in its own system."}
	APIPactNewTitle = T{"Cita un patto", "Cite a pact"}
	APIPactNewAbout = T{"Cita un patto tenuto altrove, invece di riscriverlo. Può chi lavora sul caso. 409 se c'è già.", "Cites a pact kept elsewhere instead of writing it again. Whoever works on the case may. 409 when it is there already."}
	APIPactEndTitle = T{"Togli la citazione di un patto", "Remove the citation of a pact"}
	APIPactEndAbout = T{"Toglie una citazione sbagliata o finita.", "Removes a citation that is wrong or over."}

	APIFreezeTitle      = T{"Testo definitivo", "Final text"}
	APIFreezeAbout      = T{"Chiude la bozza: da qui in poi il contenuto è quello che si firma. Può chi lavora sul caso. 422 con quello che manca. Anche la prima firma lo fa.", "Ends the draft: from now on its content is what is signed. Whoever works on the case may. 422 with what is missing. The first signature does it too."}
	APIUnfreezeTitle    = T{"Riapri la bozza", "Reopen the draft"}
	APIUnfreezeAbout    = T{"Riporta in bozza una versione non ancora in vigore; le firme raccolte non valgono più, e why dice perché.", "Takes a version that is not in force yet back to a draft; the signatures gathered are void, and why says why."}
	APISignatureTitle   = T{"Nuova firma", "New signature"}
	APISignatureAbout   = T{"Aggiunge la firma di una parte: su carta (date, collected_by) o con il secondo fattore di chi usa il token (code, che vale una volta). La persona firma su carta e dice se è d'accordo; con partly o no servono le sue parole in said. state è quello della versione dopo la firma: in_force quando hanno firmato la persona e il case manager. 409 su una versione vecchia, o se quella parte ha già firmato.", "Adds the signature of a party: on paper (date, collected_by) or with the second factor of the token's user (code, which opens once). The person signs on paper and says whether they agree; with partly or no their words in said are needed. state is that of the version after the signature: in_force when the person and the case manager have signed. 409 on an old version, or when that party has signed."}
	APIRevisionTitle    = T{"Nuova versione", "New version"}
	APIRevisionAbout    = T{"Comincia la bozza della versione dopo quella in vigore, con gli stessi obiettivi e azioni; why dice perché. 409 se c'è già una bozza o questa non è in vigore.", "Begins the draft of the version after the one in force, with the same goals and actions; why says why. 409 when there is a draft already or this one is not in force."}
	APIDifferencesTitle = T{"Che cosa cambia in una versione", "What a version changes"}
	APIDifferencesAbout = T{"Le differenze, in parole, dalla versione che questa rivede, per quanto puoi leggere di tutte e due.", "The differences, in words, from the version that this one revises, as far as you may read both."}
	APICheckTitle       = T{"Nuova verifica", "New check"}
	APICheckAbout       = T{"Scrive come vanno gli obiettivi (not_started, on_the_way, reached, given_up), che cosa cambia e quando è la prossima, al massimo 90 giorni dopo. Può chi lavora sul caso; gli obiettivi non nominati restano come erano. Con reopens comincia anche la bozza della versione dopo.", "Writes how the goals go (not_started, on_the_way, reached, given_up), what changes and when the next is, at most 90 days later. Whoever works on the case may; goals not named stay as they were. With reopens it also begins the draft of the next version."}

	APIActionTitle   = T{"Un'azione", "One action"}
	APIActionAbout   = T{"Un'azione con quello che le è successo e le ore mese per mese. Può chi legge la sua sezione. funded_twice nomina le azioni che forse pagano le stesse ore.", "One action with what happened to it and its hours month by month. Whoever reads its section may. funded_twice names actions that may pay for the same hours."}
	APIEventTitle    = T{"Che cosa succede a un'azione", "What happens to an action"}
	APIEventAbout    = T{"Inizio, sospensione, ripresa, fine (con result) o interruzione (con reason). Può chi scrive la sua sezione. 409 se l'azione non è al punto giusto; 422 se la data è futura o prima dell'inizio.", "Start, suspension, resumption, end (with result) or interruption (with reason). Whoever writes its section may. 409 when the action is not at that point; 422 when the date is in the future or before the start."}
	APIHoursTitle    = T{"Presenze di un mese", "Attendance of a month"}
	APIHoursAbout    = T{"Le ore di un'azione in un mese (AAAA-MM), giorno per giorno.", "The hours of an action in a month (YYYY-MM), day by day."}
	APIHoursPutTitle = T{"Scrivi le presenze di un mese", "Write the attendance of a month"}
	APIHoursPutAbout = T{"Scrive le ore del mese al posto di quelle che c'erano. Numeri decimali che siano minuti interi: 4.5 è quattro ore e mezza, 0.33 venti minuti. Al massimo 24 al giorno, mai in futuro, fra inizio e fine. Un'azione prevista comincia con le prime ore.", "Writes the hours of the month in place of those that were there. Decimal numbers that are whole minutes: 4.5 is four hours and a half, 0.33 twenty minutes. At most 24 a day, never in the future, between start and end. A planned action starts with its first hours."}

	APIPlanChanged     = T{"È cambiato nel frattempo: rileggilo, poi rimanda con l'ETag di adesso.", "It has changed meanwhile: read it again, then send with the ETag of now."}
	APIHoursWrong      = T{"Scrivi ore che siano minuti interi: 4, 4.5, 0.25.", "Write hours that are whole minutes: 4, 4.5, 0.25."}
	APIDayWrong        = T{"Le ore stanno sotto il numero del giorno, da 1 a 31.", "Hours stand under the number of the day, from 1 to 31."}
	APIProposalUnknown = T{"Nessun obiettivo proposto ha il codice %s: leggi quelli di GET plans/{id}/proposals.", "No proposed goal has the code %s: read those of GET plans/{id}/proposals."}
	APIEuroWrong       = T{"Scrivi euro con al massimo due decimali: 500 o 500.00.", "Write euro with at most two decimals: 500 or 500.00."}
)

// Leftovers of assessments.
var (
	APIAssessmentTextTitle = T{"Punti di forza o aspirazioni", "Strengths or aspirations"}
	APIAssessmentTextAbout = T{"Scrive strengths o aspirations di una valutazione aperta. Può chi scrive la parte comune. If-Match porta la versione del testo: 409 se intanto è cambiato.", "Writes strengths or aspirations of an open assessment. Whoever writes the common part may. If-Match carries the version of the text: 409 when it has changed meanwhile."}
	APIAssessmentOneOf     = T{"Una valutazione ne corregge una o ne è la seconda lettura, non tutt'e due.", "An assessment amends another or is its second reading, not both."}
	APIReferencesTitle     = T{"Risultati tenuti altrove", "Results kept elsewhere"}
	APIReferencesAbout     = T{"I risultati citati nel caso (classe e percorso GOL, analisi ADI, totale WHODAS), con fonte e data, per quanto puoi leggerne.", "The results cited in the case (GOL class and path, ADI analysis, WHODAS total), with source and date, as far as you may read."}
	APIReferenceNewTitle   = T{"Cita un risultato", "Cite a result"}
	APIReferenceNewAbout   = T{"Cita un risultato tenuto altrove: non si ricalcola. Può chi scrive la sezione del suo tipo. 409 se quello dello stesso giorno c'è già.", "Cites a result kept elsewhere: it is never worked out again. Whoever writes the section of its kind may. 409 when that of the same day is there already."}
)

func init() {
	APINouns[APIPlansNoun[Italian]] = T{"Il progetto personalizzato: obiettivi, azioni, impegni, firme, verifiche, versione per versione.", "The personalised project: goals, actions, commitments, signatures, checks, version by version."}
	APINouns[APIActionsNoun[Italian]] = T{"Le azioni del progetto come vanno: inizio e fine, ore, motivi.", "The project's actions as they go: start and end, hours, reasons."}
	for name, t := range planFields {
		if _, ok := APIFields[name]; ok {
			panic("two meanings of " + name)
		}
		APIFields[name] = t
	}
}

// planFields says what the fields of projects mean, like APIFields.
var planFields = map[string]T{
	"text_of_assessment.name": {"strengths o aspirations", "strengths or aspirations"},
	"Text.name":               {"strengths o aspirations", "strengths or aspirations"},
	"Text.text":               {"Il testo", "The text"},
	"NewAssessmentText.text":  {"Il testo", "The text"},
	"Reference.kind":          {"Il tipo, per codice dello strumento", "The kind, by its code of the instrument"},
	"NewReference.kind":       {"Il tipo, per codice dello strumento", "The kind, by its code of the instrument"},
	"Reference.value":         {"Il risultato, com'è scritto là", "The result, as it is written there"},
	"NewReference.value":      {"Il risultato, com'è scritto là", "The result, as it is written there"},
	"Reference.source":        {"Dove è tenuto, con il suo numero", "Where it is kept, with its number"},
	"NewReference.source":     {"Dove è tenuto, con il suo numero", "Where it is kept, with its number"},
	"Reference.on":            {"Il giorno del risultato", "The day of the result"},
	"NewReference.on":         {"Il giorno del risultato", "The day of the result"},
	"Difference.kind":         {"added, removed o changed", "added, removed or changed"},
	"Difference.title":        {"Di che cosa si parla", "What it is about"},
	"Difference.what":         {"Che cosa", "What"},
	"Difference.fields":       {"Le parti cambiate", "The parts that have changed"},
	"field":                   {"La parte", "The part"},
	"DiffField.from":          {"Com'era", "How it was"},
	"DiffField.to":            {"Com'è", "How it is"},
	"Text.by":                 {"Chi l'ha scritto", "Who wrote it"},
	"Check.by":                {"Chi l'ha fatta", "Who made it"},
	"ActionEvent.by":          {"Chi l'ha scritto", "Who wrote it"},
	"Action.place":            {"Dove", "Where"},
	"ActionWords.place":       {"Dove", "Where"},
	"large":                   {"A caratteri grandi", "In large print"},
	"pact_id":                 {"L'id del patto citato", "The id of the pact cited"},
	"goal_id":                 {"L'id dell'obiettivo, lo stesso in ogni versione", "The id of the goal, the same in every version"},
	"action_id":               {"L'id dell'azione, lo stesso in ogni versione", "The id of the action, the same in every version"},
	"commitment_id":           {"L'id dell'impegno", "The id of the commitment"},
	"plan_id":                 {"L'id della versione del progetto", "The id of the version of the project"},
	"month":                   {"Il mese, AAAA-MM", "The month, YYYY-MM"},

	"aims":          {"Che cosa vuole la persona, nelle sue parole", "What the person wants, in their words"},
	"why":           {"Perché", "Why"},
	"revises":       {"La versione da cui viene", "The version that it comes from"},
	"assessment_id": {"L'ultima valutazione quando è stata cominciata", "The newest assessment when it was begun"},
	"in_force_on":   {"Da quando è in vigore", "Since when it is in force"},
	"superseded_at": {"Quando un'altra versione ne ha preso il posto", "When another version took its place"},
	"goals":         {"Gli obiettivi che puoi leggere", "The goals that you may read"},
	"actions":       {"Le azioni che puoi leggere", "The actions that you may read"},
	"commitments":   {"Gli impegni della persona e dei servizi", "The commitments of the person and of the services"},
	"dates":         {"I giorni previsti per le verifiche", "The days on which it is to be checked"},
	"checks":        {"Le verifiche fatte su questa versione", "The checks made on this version"},
	"signatures":    {"Le firme, anche quelle annullate", "The signatures, voided ones too"},
	"Plan.number":   {"Il numero della versione", "The number of the version"},
	"Plan.why":      {"Perché rivede quella prima", "Why it revises the one before"},

	"Goal.state":           {"Lo stato della versione", "The state of the version"},
	"Goal.text":            {"L'obiettivo", "The goal"},
	"GoalWords.text":       {"L'obiettivo", "The goal"},
	"Proposal.text":        {"L'obiettivo", "The goal"},
	"reached_when":         {"Da che cosa si capisce che è raggiunto", "How one will know that it is reached"},
	"progress":             {"A che punto è: not_started, on_the_way, reached, given_up", "How far it is: not_started, on_the_way, reached, given_up"},
	"progress_on":          {"Il giorno della verifica che lo dice", "The day of the check that says so"},
	"Proposal.level":       {"Il livello dell'ambito", "The level of the domain"},
	"Proposal.code":        {"Il codice della proposta", "The code of the proposal"},
	"kinds":                {"I tipi di azione adatti", "The kinds of action that fit"},
	"codes":                {"I codici delle proposte", "The codes of the proposals"},
	"GoalCheck.note":       {"Una nota sull'obiettivo", "A note on the goal"},
	"Commitment.state":     {"Lo stato della versione", "The state of the version"},
	"Commitment.text":      {"L'impegno", "The commitment"},
	"side":                 {"Di chi è: person o service", "Whose it is: person or service"},
	"Commitment.who":       {"Quale servizio", "Which service"},
	"CommitmentWords.who":  {"Quale servizio", "Which service"},
	"CommitmentWords.text": {"L'impegno", "The commitment"},

	"ActionWords.kind":     {"Il tipo, per codice del catalogo", "The kind, by its code of the catalogue"},
	"Action.kind":          {"Il tipo, per codice del catalogo", "The kind, by its code of the catalogue"},
	"Action.state":         {"Come va, qualunque cosa dica la versione", "How it goes, whatever the version says"},
	"Action.title":         {"Il titolo, se non basta il tipo", "The title, when the kind is not enough"},
	"ActionWords.title":    {"Il titolo, se non basta il tipo", "The title, when the kind is not enough"},
	"provider":             {"Chi la fa", "Who provides it"},
	"fund":                 {"Il programma o fondo, per codice", "The programme or fund, by its code"},
	"hours":                {"Le ore previste in tutto", "The hours planned in all"},
	"from":                 {"Da quando è prevista", "From when it is planned"},
	"Action.to":            {"Fino a quando è prevista", "Until when it is planned"},
	"ActionWords.to":       {"Fino a quando è prevista", "Until when it is planned"},
	"follower":             {"L'id di chi la segue", "The id of who follows it"},
	"follower_name":        {"Il nome di chi la segue", "The name of who follows it"},
	"promoter":             {"Chi promuove il tirocinio", "Who promotes the traineeship"},
	"host":                 {"L'azienda o l'ente ospitante", "The hosting company or body"},
	"tutor":                {"Il tutor in azienda", "The tutor in the company"},
	"months":               {"La durata del tirocinio in mesi", "How many months the traineeship lasts"},
	"allowance":            {"L'indennità di un mese, in euro", "The allowance of a month, in euro"},
	"longer_why":           {"Perché dura più del solito", "Why it lasts longer than usual"},
	"started_on":           {"Quando è cominciata", "When it began"},
	"ended_on":             {"Quando è finita", "When it ended"},
	"result":               {"Il risultato, per codice", "The result, by its code"},
	"Action.words":         {"Altre parole", "Further words"},
	"ActionEvent.words":    {"Altre parole", "Further words"},
	"NewActionEvent.words": {"Altre parole", "Further words"},
	"Signature.words":      {"Il nome di chi firma senza essere utente", "The name of who signs without being a user"},
	"NewSignature.words":   {"Il nome di chi firma senza essere utente", "The name of who signs without being a user"},
	"attended":             {"Le ore fatte", "The hours attended"},
	"events":               {"Che cosa le è successo", "What happened to it"},
	"funded_twice":         {"Azioni che forse pagano le stesse ore", "Actions that may pay for the same hours"},
	"Twice.why":            {"Che cosa non torna", "What does not fit"},
	"Twice.date":           {"Il giorno", "The day"},
	"Action.attendance":    {"Le ore, mese per mese", "The hours, month by month"},
	"Signature.state":      {"Lo stato della versione dopo la firma", "The state of the version after the signature"},
	"Month.hours":          {"Le ore, sotto il numero del giorno", "The hours, under the number of the day"},
	"Month.total":          {"Le ore del mese", "The hours of the month"},
	"AttendedHours.hours":  {"Le ore, sotto il numero del giorno", "The hours, under the number of the day"},
	"Action.note":          {"Una nota", "A note"},
	"Action.reason":        {"Il motivo di un'interruzione, per codice", "The reason of an interruption, by its code"},
	"ActionEvent.kind":     {"start, suspend, resume, end o interrupt", "start, suspend, resume, end or interrupt"},
	"ActionEvent.date":     {"Il giorno", "The day"},
	"NewActionEvent.kind":  {"start, suspend, resume, end o interrupt", "start, suspend, resume, end or interrupt"},
	"NewActionEvent.date":  {"Il giorno", "The day"},

	"party":             {"Chi firma: person, case_manager o service", "Who signs: person, case_manager or service"},
	"means":             {"Come: paper o second_factor", "How: paper or second_factor"},
	"collected_by":      {"L'id di chi ha raccolto la firma su carta", "The id of who collected the signature on paper"},
	"agreement":         {"Se la persona è d'accordo: yes, partly o no", "Whether the person agrees: yes, partly or no"},
	"said":              {"Le parole della persona", "The person's words"},
	"NewSignature.code": {"Le sei cifre del secondo fattore", "The six digits of the second factor"},
	"voided_at":         {"Quando la firma è stata annullata", "When the signature was voided"},
	"voided_why":        {"Perché", "Why"},

	"Check.next":     {"Il giorno della verifica dopo", "The day of the next check"},
	"NewCheck.next":  {"Il giorno della verifica dopo", "The day of the next check"},
	"with_person":    {"Se è fatta insieme alla persona", "Whether it was made together with the person"},
	"reopens":        {"Se comincia una nuova versione", "Whether it begins a new version"},
	"changes":        {"Che cosa cambia da qui in poi", "What changes from now on"},
	"Check.goals":    {"Come vanno gli obiettivi che puoi leggere", "How the goals that you may read go"},
	"NewCheck.goals": {"Come vanno gli obiettivi", "How the goals go"},
}
