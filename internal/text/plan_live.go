package text

// The pages of actions as they go.
var (
	TabActions       = T{"Azioni", "Actions"}
	LiveActionsTitle = T{"Azioni", "Actions"}
	LiveActionsNone  = T{"Nessuna azione. Si aggiungono nel progetto, sotto l'obiettivo a cui servono.", "No actions. They are added in the project, under the goal that they serve."}
	LiveActionsOpen  = T{"Apri il progetto", "Open the project"}
	LiveActionsGroup = T{"%s, %d", "%s, %d"}
	LiveActionsNow   = T{"In corso", "Under way"}
	LiveActionsToDo  = T{"Da cominciare", "To start"}
	LiveActionsHeld  = T{"Sospese", "Suspended"}
	LiveActionsOver  = T{"Finite", "Over"}
	LiveWhat         = T{"Azione", "Action"}
	LiveState        = T{"A che punto è", "How it stands"}
	LiveWhen         = T{"Quando", "When"}
	LiveWho          = T{"Chi la segue", "Who follows it"}
	LiveHours        = T{"Ore fatte", "Hours done"}
	LiveSheet        = T{"Presenze", "Attendance"}
	LiveFromTo       = T{"dal %s al %s", "from %s to %s"}
	LiveFrom         = T{"dal %s", "from %s"}
	LiveOf           = T{"%s di %s", "%s of %s"}
	LiveForGoal      = T{"Obiettivo: %s", "Goal: %s"}

	LiveIsPlanned     = T{"da cominciare", "to start"}
	LiveIsLate        = T{"doveva cominciare il %s", "was to start on %s"}
	LiveIsRunning     = T{"in corso", "under way"}
	LiveIsSuspended   = T{"sospesa", "suspended"}
	LiveIsEnded       = T{"finita", "ended"}
	LiveIsInterrupted = T{"interrotta", "interrupted"}
	LiveBeforeSigned  = T{"Iniziata prima della firma del progetto.", "Started before the project was signed."}
	LiveWarning       = T{"Controlla i fondi", "Check the funds"}
	LiveWarningWith   = T{"%s Con «%s», dal %s.", "%s With “%s”, from %s."}
	LiveWarningOne    = T{"%s: %s", "%s: %s"}

	LiveProvider   = T{"Chi la fa", "Who provides it"}
	LivePlace      = T{"Dove", "Where"}
	LiveFund       = T{"Fondo", "Fund"}
	LiveKindWord   = T{"Tipo", "Kind"}
	LiveNoteWord   = T{"Note", "Notes"}
	LivePromoter   = T{"Soggetto promotore", "Promoter"}
	LiveHost       = T{"Azienda o ente ospitante", "Host"}
	LiveTutor      = T{"Tutor aziendale", "Company tutor"}
	LiveMonths     = T{"Durata", "Length"}
	LiveMonthsN    = T{"%d mesi", "%d months"}
	LiveAllowance  = T{"Indennità al mese", "Allowance a month"}
	LiveLongerWhy  = T{"Perché dura di più", "Why it lasts longer"}
	LivePlanned    = T{"Prevista", "Planned"}
	LiveStartedOn  = T{"Cominciata il", "Started on"}
	LiveEndedOn    = T{"Finita il", "Ended on"}
	LiveTraining   = T{"Tirocinio", "Traineeship"}
	LiveDetails    = T{"Che cosa dice il progetto", "What the project says"}
	LiveEvents     = T{"Che cosa è successo", "What happened"}
	LiveNoEvents   = T{"Ancora niente: l'azione deve cominciare.", "Nothing yet: the action is to start."}
	LiveMonthsList = T{"Ore per mese", "Hours by month"}
	LiveMonthName  = T{"Mese", "Month"}
	LiveNoHours    = T{"Nessuna ora scritta.", "No hours written."}
	LiveWriteHours = T{"Scrivi le presenze di %s", "Write the attendance of %s"}
	LiveSeeHours   = T{"Guarda le presenze di %s", "See the attendance of %s"}
	LiveInProject  = T{"Nel progetto, versione %d", "In the project, version %d"}
	LiveBy         = T{"%s, %s", "%s, %s"}

	LiveHasStarted     = T{"Cominciata", "Started"}
	LiveHasStopped     = T{"Sospesa", "Suspended"}
	LiveHasResumed     = T{"Ripresa", "Resumed"}
	LiveHasEnded       = T{"Finita", "Ended"}
	LiveHasInterrupted = T{"Interrotta", "Interrupted"}

	LiveDoStart     = T{"Segna l'inizio", "Record the start"}
	LiveDoSuspend   = T{"Sospendi l'azione", "Suspend the action"}
	LiveDoResume    = T{"Riprendi l'azione", "Resume the action"}
	LiveDoEnd       = T{"Chiudi l'azione", "End the action"}
	LiveDoInterrupt = T{"Interrompi l'azione", "Interrupt the action"}
	LiveRecord      = T{"Che cosa succede adesso", "What happens now"}

	LiveOnStart     = T{"Cominciata il", "Started on"}
	LiveOnSuspend   = T{"Si ferma dal", "It stops from"}
	LiveOnResume    = T{"Riprende dal", "It goes on from"}
	LiveOnEnd       = T{"Finita il", "Ended on"}
	LiveOnInterrupt = T{"Interrotta il", "Interrupted on"}
	LiveWhyStop     = T{"Perché si ferma e quando pensi che riprenda", "Why it stops and when you think it will go on"}
	LiveHowItWent   = T{"Com'è andata", "How it went"}
	LiveWhyBroken   = T{"Perché si interrompe", "Why it is interrupted"}
	LiveInWords     = T{"In parole", "In words"}
	LiveChoose      = T{"Scegli", "Choose"}
	LiveActionSaved = T{"Azione aggiornata.", "Action updated."}
	LiveStartFirst  = T{"Se scrivi le presenze, l'azione comincia da sé il primo giorno con ore.", "If you write the attendance, the action starts by itself on the first day with hours."}
)

// The month of an action.
var (
	HoursOfMonth      = T{"Presenze di %s", "Attendance of %s"}
	HoursMonthAndYear = T{"%s %d", "%s %d"}
	HoursHint         = T{"Scrivi le ore di ogni giorno: 4, 4,5 oppure 4:30. Un giorno vuoto è un giorno senza ore.", "Write the hours of each day: 4, 4.5 or 4:30. An empty day is a day without hours."}
	HoursKeys         = T{"Invio e le frecce passano da un giorno all'altro.", "Enter and the arrow keys move between days."}
	HoursWeek         = T{"Settimana", "Week"}
	HoursWeekOf       = T{"Settimana del %d", "Week of the %d"}
	HoursTotal        = T{"Totale", "Total"}
	HoursMonthTotal   = T{"Totale del mese", "Total of the month"}
	HoursAll          = T{"In tutto", "In all"}
	HoursPlanned      = T{"di %s previste", "of %s planned"}
	HoursN            = T{"%s ore", "%s hours"}
	HoursCopy         = T{"Come prima", "As before"}
	HoursCopyOf       = T{"Come prima: riempi la settimana del %d con le ore di quella prima", "As before: fill the week of the %d with the hours of the one before"}
	HoursSave         = T{"Salva le presenze", "Save the attendance"}
	HoursSaved        = T{"Presenze di %s salvate: %s ore.", "Attendance of %s saved: %s hours."}
	HoursDay          = T{"%s %s", "%s %s"}
	HoursDayBad       = T{"%s %s: %s", "%s %s: %s"}
	HoursBefore       = T{"Mese prima: %s", "Month before: %s"}
	HoursAfter        = T{"Mese dopo: %s", "Month after: %s"}
	HoursNothingYet   = T{"In questo mese non ci sono giorni da scrivere: l'azione va dal %s in poi.", "This month has no days to write: the action goes from %s on."}
	HoursNotYet       = T{"Questo mese non è ancora cominciato.", "This month has not begun yet."}
	HoursClashTitle   = T{"Ore salvate da qualcun altro", "Hours saved by somebody else"}
	HoursClashHint    = T{"Nella griglia ci sono le tue. Se le salvi, prendono il posto di quelle salvate.", "The grid holds yours. If you save them, they take the place of those saved."}
	HoursTheirs       = T{"Salvate", "Saved"}
	HoursYours        = T{"Tue", "Yours"}
	HoursKeepTheirs   = T{"Tieni quelle salvate", "Keep those saved"}
	CheckingThrown    = T{"Bozza buttata.", "Draft thrown away."}
	HoursThrown       = T{"Restano le ore salvate.", "The saved hours stay."}
	HoursWeekday      = T{"Giorno", "Day"}
	HoursOnPaper      = T{"Ore", "Hours"}
	HoursFromToPaper  = T{"Dalle, alle", "From, to"}
	HoursSignedDay    = T{"Firma della persona", "The person's signature"}
	HoursSignPerson   = T{"%s", "%s"}
	HoursSignTutor    = T{"Per chi fa l'azione: nome e firma", "For who provides the action: name and signature"}
	HoursPaperTitle   = T{"Registro presenze", "Attendance register"}
	HoursPaperPerson  = T{"Persona", "Person"}
	HoursPrint        = T{"Da stampare: il registro del mese, con le righe per le firme.", "To print: the register of the month, with lines to sign."}
	HoursDraftKept    = T{"Sono le ore che stavi scrivendo: non sono ancora salvate.", "These are the hours that you were writing: they are not saved yet."}
)

// The check of a project.
var (
	CheckingsTitle      = T{"Verifiche", "Checks"}
	CheckingDo          = T{"Fai la verifica", "Make the check"}
	CheckingTitle       = T{"Verifica del progetto", "Check of the project"}
	CheckingOf          = T{"Verifica del %s", "Check of %s"}
	CheckingNoneYet     = T{"Nessuna verifica.", "No checks."}
	CheckingDueBy       = T{"Prossima verifica entro il %s", "Next check by %s"}
	CheckingDay         = T{"Giorno della verifica", "Day of the check"}
	CheckingTogether    = T{"La persona c'era", "The person was there"}
	CheckingYes         = T{"sì, insieme", "yes, together"}
	CheckingNo          = T{"no", "no"}
	CheckingTogetherAsk = T{"Scegli se la persona c'era.", "Choose whether the person was there."}
	CheckingGoalN       = T{"Obiettivo %d", "Goal %d"}
	CheckingGoalFar     = T{"A che punto è", "How far it is"}
	CheckingGoalNote    = T{"Nota su questo obiettivo", "Note on this goal"}
	CheckingGoalWhen    = T{"È raggiunto quando: %s", "It is reached when: %s"}
	CheckingGoalWas     = T{"Alla verifica del %s: %s", "At the check of %s: %s"}
	CheckingGoalHours   = T{"%s: %s", "%s: %s"}
	CheckingHow         = T{"Com'è andata in tutto", "How it went in all"}
	CheckingChanges     = T{"Che cosa cambia", "What changes"}
	CheckingChangesHint = T{"Per esempio un orario, un impegno, un'azione in più o in meno.", "For example a time, a commitment, an action more or less."}
	CheckingWords       = T{"Con le parole della persona", "In the person's words"}
	CheckingNext        = T{"Prossima verifica", "Next check"}
	CheckingNextHint    = T{"Al massimo dopo %d giorni: entro il %s.", "At most %d days later: by %s."}
	CheckingReopen      = T{"Riapri il progetto", "Reopen the project"}
	CheckingReopenHint  = T{"Comincia la bozza della versione %d, con gli obiettivi e le azioni di adesso. La versione %d resta in vigore finché la nuova non è firmata.", "Starts the draft of version %d, with today's goals and actions. Version %d stays in force until the new one is signed."}
	CheckingWill        = T{"La verifica resta nel progetto e non si cambia. La prossima data del caso diventa quella della prossima verifica, se non ce n'è una prima.", "The check stays in the project and does not change. The case's next date becomes that of the next check, unless there is an earlier one."}
	CheckingSave        = T{"Salva la verifica", "Save the check"}
	CheckingSaved       = T{"Verifica salvata. Prossima verifica: %s.", "Check saved. Next check: %s."}
	CheckingSavedReopen = T{"Verifica salvata. La bozza della versione %d è pronta.", "Check saved. The draft of version %d is ready."}
	CheckingMade        = T{"%s, %s", "%s, %s"}
	CheckingNumber      = T{"versione %d", "version %d"}
	CheckingVersion     = T{"Versione %d del progetto", "Version %d of the project"}
	CheckingReopened    = T{"Da qui è cominciata la bozza di una nuova versione.", "The draft of a new version began from here."}
	CheckingNoPlan      = T{"Manca il progetto: la verifica si fa su un progetto.", "There is no project: a check is made of a project."}
	CheckingSign        = T{"Firma della persona", "The person's signature"}
	CheckingSignManager = T{"Firma di chi ha fatto la verifica", "Signature of who made the check"}
	CheckingGoalGone    = T{"Obiettivo che non è più nel progetto", "Goal that is no longer in the project"}
	CheckingSome        = T{"%d %s", "%d %s"}
	CheckingBy          = T{"Chi l'ha fatta", "Made by"}
	LiveOfProject       = T{"Progetto", "Project"}
	CheckingThrow       = T{"Butta la bozza", "Throw the draft away"}
)
