package text

// Words of the list of referrals.
var (
	IntakeTitle       = T{"Segnalazioni", "Referrals"}
	IntakeNew         = T{"Nuova segnalazione", "New referral"}
	IntakeCaption     = T{"Elenco delle segnalazioni", "List of referrals"}
	IntakeEmptyOwn    = T{"Qui arrivano le risposte alle tue segnalazioni.", "The answers to your referrals arrive here."}
	IntakeEmpty       = T{"Ancora nessuna segnalazione.", "No referrals yet."}
	IntakeEmptyState  = T{"Nessuna segnalazione in questo elenco.", "No referral in this list."}
	IntakeDraft       = T{"Hai una segnalazione non ancora inviata, salvata alle %s.", "You have a referral that was not sent yet, saved at %s."}
	IntakeDraftGoOn   = T{"Riprendi", "Go on with it"}
	IntakeAll         = T{"Tutte", "All"}
	IntakeToAnswer    = T{"Da rispondere", "To be answered"}
	IntakeWaitsAnswer = T{"In attesa di risposta", "Waiting for an answer"}
	IntakeLate        = T{"In ritardo", "Late"}
	IntakeToComplete  = T{"Da completare", "To be completed"}
	IntakeClosed      = T{"Chiuse", "Closed"}
	IntakeAnswered    = T{"Con risposta", "Answered"}
	IntakeColAnswer   = T{"Risposta", "Answer"}
	IntakeColNumber   = T{"Numero", "Number"}
	IntakeColPerson   = T{"Persona", "Person"}
	IntakeColSender   = T{"Chi segnala", "Sender"}
	IntakeColUrgency  = T{"Urgenza", "Urgency"}
	IntakeColReceived = T{"Arrivata il", "Received on"}
	IntakeColSent     = T{"Inviata il", "Sent on"}
	IntakeColState    = T{"Stato", "State"}
	IntakeFirst       = T{"Torna alla prima pagina", "Back to the first page"}
	IntakePageGone    = T{"La pagina chiesta non c'è più: questa è la prima.", "The page asked for is no longer there: this is the first one."}
)

// How time stands against the term of the answer.
var (
	IntakeLateBy   = T{"da %d giorni", "%d days late"}
	IntakeLateOne  = T{"da 1 giorno", "1 day late"}
	IntakeDueToday = T{"oggi", "today"}
	IntakeDueOne   = T{"entro domani", "by tomorrow"}
	IntakeDueIn    = T{"entro %s", "by %s"}
	IntakeDueWas   = T{"entro il %s", "by %s"}
	IntakeStands   = T{"attende chi ha segnalato", "waits for the sender"}
	IntakeYourTurn = T{"serve la tua risposta", "your answer is needed"}
	IntakeUrgent   = T{"Urgente", "Urgent"}
)

// The form of a referral.
var (
	IntakeFormTitle    = T{"Nuova segnalazione", "New referral"}
	IntakeBlockPerson  = T{"1. Persona", "1. Person"}
	IntakeBlockSender  = T{"2. Chi segnala", "2. Who refers"}
	IntakeBlockReason  = T{"3. Motivo e bisogni", "3. Reason and needs"}
	IntakeBlockService = T{"4. Servizi già attivi", "4. Services already active"}
	IntakeBlockAsked   = T{"5. Che cosa si chiede", "5. What is asked"}

	IntakeBorn        = T{"Nata/o il", "Born on"}
	IntakeResidence   = T{"Residenza o domicilio", "Residence or domicile"}
	IntakeLanguage    = T{"Lingua preferita", "Preferred language"}
	IntakeMorePerson  = T{"Altri dati: sesso, indirizzo, posta elettronica", "More data: sex, address, e-mail"}
	IntakeAddressHint = T{"Se la residenza non è in Toscana, scrivila qui", "If the residence is not in Tuscany, write it here"}

	IntakeOwnSender   = T{"%s, %s", "%s, %s"}
	IntakeFromProfile = T{"(dal profilo)", "(from your profile)"}
	IntakeNoBody      = T{"Nel tuo profilo non c'è un servizio: chiedi all'amministratore di aggiungerlo.", "Your profile names no service: ask the administrator to add it."}
	IntakeCallBack    = T{"Telefono o posta per risponderti", "Telephone or e-mail to answer you"}
	IntakeBody        = T{"Servizio o ente", "Service or body"}
	IntakeBodyBlank   = T{"Non in elenco", "Not in the list"}
	IntakeBodyWords   = T{"Ente non in elenco", "Body that is not in the list"}
	IntakeOperator    = T{"Operatore", "Person who refers"}
	IntakeContact     = T{"Telefono o posta dell'operatore", "Their telephone or e-mail"}
	IntakeChannel     = T{"Arrivata con", "Came by"}
	IntakeReceived    = T{"Arrivata il", "Received on"}

	IntakeReason       = T{"Perché si segnala, con parole semplici", "Why, in plain words"}
	IntakePersonWords  = T{"Che cosa dice la persona, con parole sue", "What the person says, in their own words"}
	IntakeNeeds        = T{"Bisogni visti", "Needs seen"}
	IntakeNeedsHint    = T{"Segna solo quelli noti; una riga basta", "Tick only what you know; one line is enough"}
	IntakeServices     = T{"Servizi che seguono già la persona", "Services that already follow the person"}
	IntakeServicesMore = T{"Altri servizi, o chi la segue", "Other services, or who follows the person"}

	IntakeAsked         = T{"Che cosa si chiede all'équipe", "What is asked of the team"}
	IntakeInformed      = T{"La persona è informata e d'accordo?", "Is the person informed, and do they agree?"}
	IntakeInformedOn    = T{"Informata il", "Informed on"}
	IntakeUrgency       = T{"Urgenza", "Urgency"}
	IntakeUrgencyReason = T{"Perché è urgente", "Why it is urgent"}

	IntakeSend       = T{"Invia la segnalazione", "Send the referral"}
	IntakeSaveDraft  = T{"Salva bozza", "Save the draft"}
	IntakeThrow      = T{"Butta la bozza", "Throw the draft away"}
	IntakeThrown     = T{"Bozza buttata.", "Draft thrown away."}
	IntakeThrownGone = T{"La bozza non c'è più.", "The draft is no longer there."}
	IntakeDraftBack  = T{"Bozza ripresa.", "The draft is back."}
	IntakeDraftOn    = T{"%s del %s", "%s on %s"}
	IntakeTerm       = T{"Risposta entro il %s", "Answer by %s"}
	IntakeSent       = T{"Segnalazione inviata. Risposta entro il %s.", "Referral sent. Answer by %s."}
	IntakeSentDirect = T{"Richiesta registrata. Indirizza la persona come scritto qui sotto.", "Request recorded. Point the person as written below."}
	IntakeReaders    = T{"La leggono coordinamento e segreteria; poi chi lavora sul caso. Niente diagnosi e niente notizie giudiziarie.", "Read by coordinator and secretary, then by who works on the case. No diagnoses and nothing about justice."}
)

// Who in the archive may be the same person.
var (
	IntakeTwinsTitle  = T{"È già in archivio?", "Already in the archive?"}
	IntakeTwinsWait   = T{"Scrivi cognome e nome: qui compaiono le persone simili.", "Write the names: similar people appear here."}
	IntakeTwinsNone   = T{"Nessuna persona simile in archivio.", "No similar person in the archive."}
	IntakeTwinsOne    = T{"Forse è già in archivio: 1 persona", "Perhaps already in the archive: 1 person"}
	IntakeTwinsMany   = T{"Forse è già in archivio: %d persone", "Perhaps already in the archive: %d people"}
	IntakeTwinsWho    = T{"Le somiglianze le vedono solo segreteria e coordinamento. Chi segnala da fuori vede soltanto le proprie segnalazioni.", "Only secretary and coordinator see likenesses. Outside senders see only their own referrals."}
	IntakeTwinThis    = T{"È questa: aggiungi al fascicolo n. %d", "It is this one: add to case file no. %d"}
	IntakeTwinNoCase  = T{"È questa: apri il suo fascicolo", "It is this one: open their case file"}
	IntakeTwinNobody  = T{"Nessuna di queste: è una persona nuova", "None of these: it is a new person"}
	IntakeTwinFollows = T{"La segnalazione si aggiunge al fascicolo n. %d, con chi l'ha mandata. I dati della persona restano quelli del fascicolo; quello che hai scritto di diverso resta nella segnalazione.", "The referral is added to case file no. %d, with its sender. The person's data stay those of the case file; what you wrote otherwise stays in the referral."}
	IntakeTwinOpens   = T{"Si apre un fascicolo per la persona che c'è già. I suoi dati restano come sono.", "A case file is opened for the person who is already there. Their data stay as they are."}
	IntakeTwinNew     = T{"Si apre un fascicolo nuovo. Non ti mostreremo più queste persone per questa segnalazione.", "A new case file is opened. These people are not shown again for this referral."}
	IntakeTwinLooks   = T{"Apri %s in un'altra scheda", "Open %s in another tab"}
	IntakeTwinMerge   = T{"Confronta e unisci", "Compare and merge"}
	IntakeTwinsShown  = T{"Persone simili in archivio", "Similar people in the archive"}
)

// One referral.
var (
	IntakeOne          = T{"Segnalazione n. %d", "Referral no. %d"}
	IntakeOneOf        = T{"%s, segnalazione n.\u00a0%d", "%s, referral no.\u00a0%d"}
	IntakeReceipt      = T{"Scarica la ricevuta", "Download the receipt"}
	IntakeReceiptName  = T{"ricevuta-%d.pdf", "receipt-%d.pdf"}
	IntakeOpenCase     = T{"Apri il caso", "Open the case"}
	IntakeCase         = T{"Caso", "Case"}
	IntakeCaseState    = T{"n. %d, %s", "no. %d, %s"}
	IntakeTermLabel    = T{"Risposta", "Answer"}
	IntakeSentOn       = T{"Inviata il", "Sent on"}
	IntakeTyped        = T{"Scritta nel programma da", "Typed in by"}
	IntakeOtherNumber  = T{"n. %d", "no. %d"}
	IntakeOtherListed  = T{"da un elenco", "from a list"}
	IntakeTicked       = T{"segnato", "ticked"}
	IntakeChannelWord  = T{"Arrivata con", "Came by"}
	IntakeOutcome      = T{"Risposta", "Answer"}
	IntakeWhy          = T{"Motivo", "Reason"}
	IntakeWhom         = T{"A chi rivolgersi", "Whom to ask"}
	IntakeTeamSaid     = T{"Che cosa ha deciso l'équipe", "What the team has decided"}
	IntakeTeamSaidOn   = T{"Seduta del %s", "Sitting of %s"}
	IntakeNextStep     = T{"Prossimo passo", "Next step"}
	IntakeNextAnswer   = T{"Il coordinamento risponde entro il %s.", "The coordinator answers by %s."}
	IntakeNextReply    = T{"Rispondi alla domanda qui sotto: il termine riparte con la tua risposta.", "Answer the question below: the term runs again with your answer."}
	IntakeMessages     = T{"Domande e risposte", "Questions and answers"}
	IntakeQuestionWord = T{"Domanda", "Question"}
	IntakeAnswerWord   = T{"Risposta", "Answer"}
	IntakeBySender     = T{"Chi ha segnalato", "The sender"}
	IntakeByTeam       = T{"Il coordinamento", "The coordinator"}
	IntakeReplyLabel   = T{"La tua risposta", "Your answer"}
	IntakeReplyFor     = T{"Risposta arrivata da chi ha segnalato", "Answer that came from the sender"}
	IntakeReplySend    = T{"Rispondi", "Answer"}
	IntakeReplied      = T{"Risposta inviata. Il coordinamento la legge e ti risponde qui.", "Answer sent. The coordinator reads it and answers you here."}
	IntakeRepliedFor   = T{"Risposta registrata.", "Answer recorded."}
	IntakePersonData   = T{"Persona", "Person"}
	IntakeWrittenAs    = T{"In archivio è diverso", "Different in the archive"}
	IntakeOnCase       = T{"Nel fascicolo", "In the case file"}
	IntakeAsSent       = T{"Nella segnalazione", "In the referral"}
	IntakeSheet        = T{"Che cosa è stato scritto", "What was written"}
	IntakeServicesWord = T{"Servizi già attivi", "Services already active"}
	IntakeInformedWord = T{"Persona informata", "Person informed"}
	IntakeInformedDay  = T{"%s, il %s", "%s, on %s"}
	IntakeFilesWord    = T{"File", "Files"}
	IntakeOthers       = T{"Altre segnalazioni di questo caso", "Other referrals of this case"}
	IntakeNotSaid      = T{"non indicato", "not stated"}
)

// The pre-assessment.
var (
	IntakeAssess        = T{"Prevalutazione", "Pre-assessment"}
	IntakeAssessOutcome = T{"Esito", "Outcome"}
	IntakeAssessReason  = T{"Motivo, o che cosa manca", "Reason, or what is missing"}
	IntakeAssessHint    = T{"Lo legge chi ha segnalato", "The sender reads it"}
	IntakeAssessAdvice  = T{"A chi deve rivolgersi", "Whom to ask instead"}
	IntakeAssessSave    = T{"Registra l'esito", "Record the outcome"}
	IntakeAssessed      = T{"Esito registrato. Chi ha segnalato lo legge qui.", "Outcome recorded. The sender reads it here."}
	IntakeAssessAsked   = T{"Domanda inviata. Il termine è fermo finché chi ha segnalato risponde.", "Question sent. The term stands still until the sender answers."}
	IntakeWillHappen    = T{"Succederà questo", "This will happen"}
	IntakeWillState     = T{"Il caso passa a «%s».", "The case goes to “%s”."}
	IntakeWillStay      = T{"Il caso resta dov'è e il termine si ferma fino alla risposta.", "The case stays where it is and the term stands still until the answer."}
	IntakeWillSay       = T{"Chi ha segnalato legge: «%s»", "The sender reads: “%s”"}

	IntakePrintAssess = T{"Prevalutazione del coordinamento", "Pre-assessment by the coordinator"}
	IntakeSignSender  = T{"Firma di chi segnala", "Signature of the sender"}
	IntakeSignPerson  = T{"Firma della persona, per presa visione", "Signature of the person, as informed"}
	IntakeSignCoord   = T{"Firma del coordinamento", "Signature of the coordinator"}
	IntakeSignDay     = T{"Data", "Date"}
)

// The waiting list.
var (
	IntakeListTitle     = T{"Lista d'attesa", "Waiting list"}
	IntakeListCaption   = T{"Casi che aspettano l'équipe", "Cases that wait for the team"}
	IntakeListEvery     = T{"Tutti", "All"}
	IntakeListNone      = T{"Nessun caso in attesa di équipe.", "No case waits for the team."}
	IntakeListNoneWhy   = T{"Nessun caso aspetta per questo motivo.", "No case waits for this reason."}
	IntakeListSince     = T{"Aspetta da", "Has waited"}
	IntakeListTerm      = T{"Termine", "Term"}
	IntakeListWhy       = T{"Perché aspetta", "Why it waits"}
	IntakeListPerson    = T{"Persona", "Person"}
	IntakeListTown      = T{"Comune", "Municipality"}
	IntakeListReferral  = T{"Segnalazione", "Referral"}
	IntakeListDays      = T{"%d giorni", "%d days"}
	IntakeListDay       = T{"1 giorno", "1 day"}
	IntakeListToday     = T{"oggi", "today"}
	IntakeListMore      = T{"I primi %d di %d: gli urgenti e i più vecchi.", "The first %d of %d: the urgent and the oldest."}
	IntakeListToAssess  = T{"Da rispondere alla segnalazione", "The referral is to be answered"}
	IntakeListForSender = T{"Attende chi ha segnalato", "Waits for the sender"}
	IntakeListToCall    = T{"Da mettere all'ordine del giorno", "To be put on an agenda"}
	IntakeListOnAgenda  = T{"All'ordine del giorno del %s", "On the agenda of %s"}
	IntakeListPutOff    = T{"Non discusso nella seduta del %s", "Not reached in the sitting of %s"}
	IntakeListPutOffAny = T{"Non discusso nell'ultima seduta", "Not reached in the last sitting"}
	IntakeListAgenda    = T{"All'ordine del giorno", "On an agenda"}
	IntakeListNotHeard  = T{"Non discussi", "Not reached"}
)
