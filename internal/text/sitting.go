package text

// Why a command on a sitting cannot be done as it stands.
var (
	SittingNotConvened     = T{"La seduta è già cominciata, o non si tiene più: ricarica la pagina.", "The sitting has begun already, or is not held any more: reload the page."}
	SittingNotOpen         = T{"La seduta non è aperta: aprila, oppure ricarica la pagina per vedere come sta.", "The sitting is not open: open it, or reload the page to see where it stands."}
	SittingOver            = T{"La seduta è chiusa: quello che manca si aggiunge al verbale.", "The sitting is closed: what is missing is added to the minutes."}
	SittingNobodyThere     = T{"Nessuno risulta presente: segna le presenze, poi chiudi.", "Nobody is marked as present: mark attendance, then close."}
	SittingSavedByOther    = T{"%s ha salvato alle %s. Sotto trovi com'è adesso e quello che hai scritto: scegli.", "%s saved at %s. Below is how it stands now and what you wrote: choose."}
	SittingSavedMeanwhile  = T{"La seduta è cambiata alle %s. Sotto trovi com'è adesso e quello che hai scritto: scegli.", "The sitting changed at %s. Below is how it stands now and what you wrote: choose."}
	SittingItemDone        = T{"Su questo caso si è già deciso: riaprilo prima di cambiare.", "This case has been decided already: reopen it before you change anything."}
	SittingItemDoneBy      = T{"%s ha già registrato la decisione alle %s: ricarica la pagina per leggerla.", "%s recorded the decision at %s already: reload the page to read it."}
	SittingItemNotDone     = T{"Su questo caso non c'è una decisione da riaprire: ricarica la pagina.", "There is no decision to reopen on this case: reload the page."}
	SittingCaseChanged     = T{"Intanto il caso è cambiato: %s lo ha salvato alle %s. Apri il fascicolo, poi decidi.", "The case changed meanwhile: %s saved it at %s. Open the case file, then decide."}
	SittingCaseMoved       = T{"Intanto il caso è cambiato alle %s. Apri il fascicolo, poi decidi.", "The case changed meanwhile at %s. Open the case file, then decide."}
	SittingCaseMerged      = T{"Il caso è stato unito al caso %d: toglilo dall'ordine del giorno e aggiungi quello.", "The case was merged into case %d: take it off the agenda and add that one."}
	SittingNoReopening     = T{"Il caso è cambiato dopo la decisione: %s lo ha salvato alle %s. Continua dal fascicolo.", "The case changed after the decision: %s saved it at %s. Go on from the case file."}
	SittingHeldElsewhere   = T{"Il caso %d è già all'ordine del giorno della seduta %d del %s: toglilo da lì, oppure lascialo là.", "Case %d is on the agenda of sitting %d of %s already: take it off there, or leave it there."}
	SittingOutAlready      = T{"Sei già fuori da questo caso.", "You have stepped out of this case already."}
	SittingNotOut          = T{"Non sei fuori da questo caso.", "You have not stepped out of this case."}
	SittingNoQuorum        = T{"Manca il numero legale per questo caso: %s. Aspetta chi manca, oppure rinvia.", "There is no quorum for this case: %s. Wait for who is missing, or postpone."}
	SittingQuorumPart      = T{"%s %d su %d", "%s %d of %d"}
	SittingMinutesThere    = T{"Il verbale c'è già: quello che manca si aggiunge in fondo.", "The minutes are there already: what is missing is added at the end."}
	SittingMinutesEarly    = T{"Il verbale si prepara quando la seduta è chiusa: chiudila prima.", "The minutes are prepared once the sitting is closed: close it first."}
	SittingMinutesNone     = T{"Il verbale non c'è ancora: preparalo prima.", "There are no minutes yet: prepare them first."}
	SittingApprovedAlready = T{"Hai già approvato questo verbale.", "You have approved these minutes already."}
	SittingNotApproved     = T{"Il verbale non è ancora approvato: le aggiunte vengono dopo.", "The minutes are not approved yet: additions come afterwards."}
)

// What is wrong with a form of a sitting.
var (
	SittingStarts          = T{"Scrivi l'ora, per esempio 14:30.", "Write the hour, for example 14:30."}
	SittingWhere           = T{"Scegli la sede, oppure scrivi il luogo o il collegamento.", "Choose the seat, or write the place or the link."}
	SittingSeatUnknown     = T{"Questa sede non c'è più: scegline un'altra.", "There is no such seat any more: choose another."}
	SittingLink            = T{"Scrivi un collegamento che comincia con https://.", "Write a link that begins with https://."}
	SittingMembersNone     = T{"Scegli almeno una persona da convocare.", "Choose at least one person to call."}
	SittingMembersMany     = T{"Troppe persone: al massimo %d.", "Too many people: at most %d."}
	SittingMemberUnknown   = T{"Una persona non può essere convocata: scegli fra professionisti, coordinamento e segreteria.", "Somebody cannot be called: choose among professionals, coordinator and secretary."}
	SittingMemberTwice     = T{"Una persona è scritta due volte: toglila una volta.", "Somebody is written twice: take them off once."}
	SittingRecorders       = T{"Il verbale lo scrive una persona sola: scegline una.", "One person alone writes the minutes: choose one."}
	SittingPart            = T{"Scegli che cosa rappresenta ogni persona.", "Choose what each person stands for."}
	SittingCasesMany       = T{"Troppi casi: al massimo %d.", "Too many cases: at most %d."}
	SittingCaseTwice       = T{"Il caso %d è già all'ordine del giorno.", "Case %d is on the agenda already."}
	SittingCaseNotReady    = T{"Il caso %d non si può portare in seduta nel suo stato: portalo prima in équipe.", "Case %d cannot be brought to a sitting in its state: bring it before the team first."}
	SittingCaseUnknown     = T{"Un caso non si può mettere all'ordine del giorno: sceglilo dall'elenco.", "A case cannot be put on the agenda: choose it from the list."}
	SittingWhyUnknown      = T{"Scegli perché il caso va in seduta.", "Choose why the case comes to the sitting."}
	SittingOrder           = T{"L'ordine non comprende gli stessi casi: ricarica la pagina e riprova.", "The order does not hold the same cases: reload the page and try again."}
	SittingConflictWhy     = T{"Scegli perché esci dal caso.", "Choose why you step out of the case."}
	SittingPresentUnknown  = T{"Una persona non è convocata: aggiungila prima alla seduta.", "Somebody is not called: add them to the sitting first."}
	SittingDecisionChoose  = T{"Scegli la decisione.", "Choose the decision."}
	SittingDecisionNotHere = T{"Nello stato del caso questa decisione non si può prendere: scegline un'altra.", "The state of the case does not let this decision be made: choose another."}
	SittingReason          = T{"Scrivi il motivo della decisione.", "Write the reason of the decision."}
	SittingAdvice          = T{"Scrivi a quale servizio rivolgersi: lo legge chi ha segnalato.", "Write which service to turn to: whoever referred reads it."}
	SittingManager         = T{"Scegli il case manager.", "Choose the case manager."}
	SittingNoManager       = T{"Con questa decisione non si sceglie il case manager: lascia vuoto.", "With this decision no case manager is chosen: leave it empty."}
	SittingStep            = T{"Scrivi che cosa serve, chi lo porta e per quando.", "Write what is needed, who brings it and by when."}
	SittingTeam            = T{"Scegli chi si aggiunge alla squadra del caso.", "Choose who joins the team of the case."}
	SittingTeamMany        = T{"Troppe persone: al massimo %d.", "Too many people: at most %d."}
	SittingStepsMany       = T{"Troppi passi: al massimo %d.", "Too many steps: at most %d."}
	SittingStepWhat        = T{"Scrivi che cosa fare.", "Write what to do."}
	SittingStepWho         = T{"Scrivi chi lo fa.", "Write who does it."}
	SittingStepDue         = T{"Scrivi per quando.", "Write by when."}
	SittingFieldUnknown    = T{"Questo campo non c'è.", "There is no such field."}
	SittingAddition        = T{"Scrivi che cosa aggiungere.", "Write what to add."}
	SittingWhyCancelled    = T{"Scrivi perché la seduta non si tiene.", "Write why the sitting is not held."}
)

// What the case file and the calendar say of a sitting.
var (
	SittingEvent    = T{"Seduta d'équipe", "Team sitting"}
	SittingSource   = T{"Seduta n. %d", "Sitting no. %d"}
	SittingTookBack = T{"Seduta n. %d: decisione riaperta", "Sitting no. %d: decision reopened"}
)

// Of who has stepped out, and of what a decision needs.
var (
	SittingOutNotChosen = T{"Chi è fuori da questo caso non può seguirlo: scegli un'altra persona.", "Whoever has stepped out of this case cannot follow it: choose somebody else."}
	SittingReopened     = T{"Decisione riaperta", "Decision reopened"}
)

// The operations on sittings.
var (
	APISittingsNoun    = T{"Sedute", "Sittings"}
	APISittingsTitle   = T{"Elenco delle sedute", "List of sittings"}
	APISittingsAbout   = T{"Le sedute che devono venire o sono aperte, la prossima per prima; con state closed o cancelled quelle passate, dalla più recente.", "The sittings to come or open, the next one first; with state closed or cancelled the past ones, newest first."}
	APISittingNewTitle = T{"Convocazione di una seduta", "Call of a sitting"}
	APISittingNewAbout = T{"Coordinamento e segreteria. Chi è convocato riceve l'invito per posta. Ognuno conta per il numero legale secondo la sua professione; recorder scrive il verbale. 409 se un caso è già all'ordine del giorno di un'altra seduta.", "Coordination and secretariat. Who is called is invited by mail. Each counts for the quorum by their profession; recorder writes the minutes. 409 when a case is on the agenda of another sitting."}
	APISittingTitle    = T{"Una seduta", "One sitting"}
	APISittingAbout    = T{"Chi è convocato, coordinamento e segreteria. Un caso da cui sei uscito per conflitto d'interessi non ha nome.", "Those called, coordination and secretariat. A case that you have stepped out of has no name."}
	APIAgendaTitle     = T{"Ordine del giorno", "Agenda"}
	APIAgendaAbout     = T{"I casi nell'ordine in cui se ne parla.", "The cases in the order in which they are talked about."}
	APIAgendaSetTitle  = T{"Nuovo ordine del giorno", "New agenda"}
	APIAgendaSetAbout  = T{"I casi come devono stare, in ordine: chi manca esce, chi è nuovo entra. I casi già trattati restano al loro posto e devono esserci.", "The cases as they shall stand, in order: what is missing goes, what is new comes. Cases that were talked about keep their place and must be there."}
	APIAttendanceTitle = T{"Presenze", "Attendance"}
	APIAttendanceAbout = T{"Chi è presente adesso fra i convocati; entrate e uscite restano con la loro ora. Le prime presenze aprono la seduta. Coordinamento, e chi scrive il verbale.", "Who is there now of those called; comings and goings stay with their hour. The first attendance opens the sitting. Coordination, and who writes the minutes."}
	APIDecisionTitle   = T{"Decisione su un caso", "Decision on a case"}
	APIDecisionAbout   = T{"Il coordinamento, o chi scrive il verbale, se è presente. Il caso cambia insieme alla decisione. suspended e closed vogliono anche suspension_reason o closure_reason, oppure il loro codice in reason. 409 senza numero legale, se il caso è già deciso o è cambiato nel frattempo.", "The coordinator, or who writes the minutes, when present. The case changes with the decision. suspended and closed also want suspension_reason or closure_reason, or its code in reason. 409 without a quorum, when the case is decided already or changed meanwhile."}
	APIMinutesNewTitle = T{"Verbale di una seduta", "Minutes of a sitting"}
	APIMinutesNewAbout = T{"Chiude la seduta, se è aperta, e ne fa il verbale con un estratto per caso. Coordinamento, e chi scrive il verbale. 409 se il verbale c'è già o nessuno era presente.", "Closes the sitting, when it is open, and makes its minutes with one extract a case. Coordination, and who writes the minutes. 409 when there are minutes already or nobody was present."}
	APIMinutesTitle    = T{"Il verbale", "The minutes"}
	APIMinutesAbout    = T{"Chi è convocato, coordinamento e segreteria. Degli estratti che non puoi leggere c'è solo il numero del caso.", "Those called, coordination and secretariat. Of the extracts that you may not read there is the number of the case alone."}
	APIApprovalTitle   = T{"Approvazione del verbale", "Approval of the minutes"}
	APIApprovalAbout   = T{"Solo chi era presente, una volta. Quando hanno approvato tutti il verbale non cambia più.", "Only who was present, once. When all have approved the minutes change no more."}

	APIStepsNoun       = T{"Prossimi passi", "Next steps"}
	APIStepsTitle      = T{"Prossimi passi di un caso", "Next steps of a case"}
	APIStepsAbout      = T{"Chi deve fare che cosa ed entro quando, anche quello che è fatto o lasciato.", "Who is to do what and by when, also what is done or dropped."}
	APIStepAnswerTitle = T{"Risposta per un passo", "Answer for a step"}
	APIStepAnswerAbout = T{"Fatto, oppure lasciato con un motivo: chi lo ha avuto, il case manager, il coordinamento. 409 se qualcuno ha già risposto.", "Done, or dropped with a reason: who was given it, the case manager, coordination. 409 when somebody has answered already."}
)
