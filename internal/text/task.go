package text

// The list of what somebody has to do.
var (
	TasksTitle    = T{"Attività", "Tasks"}
	TasksOf       = T{"Attività di %s", "Tasks of %s"}
	TasksMine     = T{"Le tue attività", "Your tasks"}
	TasksSee      = T{"Tutte le attività", "All tasks"}
	TasksCaption  = T{"Che cosa fare, dalla più vecchia", "What to do, the oldest first"}
	TasksAll      = T{"Tutte", "All"}
	TasksLate     = T{"In ritardo", "Late"}
	TasksToday    = T{"Oggi", "Today"}
	TasksWeek     = T{"Nei prossimi 7 giorni", "Within 7 days"}
	TasksLater    = T{"Più avanti", "Later"}
	TasksNoDate   = T{"Senza data", "Without a date"}
	TasksKind     = T{"Tipo", "Kind"}
	TasksKinds    = T{"Ogni tipo", "Every kind"}
	TasksWhose    = T{"Di chi", "Whose"}
	TasksShow     = T{"Mostra", "Show"}
	TasksNone     = T{"Niente da fare.", "Nothing to do."}
	TasksNoneHere = T{"Nessuna attività con questi filtri.", "No task with these filters."}
	TasksAfter    = T{"Da %d a %d di %d", "%d to %d of %d"}
	TasksMoved    = T{"Spostato: %s", "Moved: %s"}
	TasksCaseNo   = T{"Caso %d", "Case %d"}
	TasksEntry    = T{"Le mie attività", "My tasks"}
	TasksFilter   = T{"Togli i filtri", "Remove the filters"}
)

// Kinds of tasks, and what each says of itself.
var (
	TaskSteps     = T{"Passi", "Steps"}
	TaskDates     = T{"Prossime date", "Next dates"}
	TaskChecks    = T{"Verifiche", "Checks"}
	TaskTerms     = T{"Termini", "Terms"}
	TaskFollowUps = T{"Follow-up", "Follow-ups"}
	TaskReviews   = T{"Sospensioni", "Suspensions"}
	TaskHandOvers = T{"Passaggi", "Hand-overs"}

	TaskCheck   = T{"Verifica del progetto", "Check of the project"}
	TaskReview  = T{"Riesame della sospensione", "Review of the suspension"}
	TaskNoDate  = T{"Senza prossima data. %s", "Without a next date. %s"}
	TaskOffer   = T{"%s ti passa il caso: %s", "%s hands the case over to you: %s"}
	TaskOfferTo = T{"%s passa il caso: %s", "%s hands the case over: %s"}
	TaskTeam    = T{"Il coordinamento", "The coordinator"}
	TaskTerm    = T{"Termine: %s", "Term: %s"}

	TaskMove     = T{"Sposta", "Move"}
	TaskHandOver = T{"Passa", "Hand over"}
	TaskAnswer   = T{"Rispondi", "Answer"}
	TaskOf       = T{"%s: %s, %s", "%s: %s, %s"}
)

// A next step that gets another day or another holder.
var (
	StepMoveTitle  = T{"Sposta il passo", "Move the step"}
	StepMoveTo     = T{"Nuova data", "New date"}
	StepMoveWhy    = T{"Perché si sposta", "Why it moves"}
	StepMoveDo     = T{"Sposta il passo", "Move the step"}
	StepMoveSaid   = T{"Passo spostato a %s.", "Step moved to %s."}
	StepMoveUndone = T{"Spostamento annullato", "Move undone"}
	StepMoveBack   = T{"Il passo è tornato com'era.", "The step is as it was."}
	StepSameDay    = T{"Il passo ha già questa data: scegline un'altra.", "The step has this date already: choose another."}
	StepSameHolder = T{"Il passo è già suo: scegli un'altra persona.", "They have the step already: choose somebody else."}
	StepHandTitle  = T{"Passa a un collega", "Hand over to a colleague"}
	StepHandTo     = T{"A chi", "To whom"}
	StepHandWhy    = T{"Perché passa di mano", "Why it changes hands"}
	StepHandWill   = T{"Chi lo riceve lo trova tra le sue attività e lo sa per posta.", "Whoever gets it finds it among their tasks and is told by mail."}
	StepHandDo     = T{"Passa il passo", "Hand the step over"}
	StepHandSaid   = T{"Passo affidato a %s.", "Step handed over to %s."}
	StepMoves      = T{"Spostamenti", "Moves"}
	StepMovedDay   = T{"%s: dal %s al %s", "%s: from %s to %s"}
	StepMovedNone  = T{"%s: fissato al %s", "%s: set for %s"}
	StepMovedTo    = T{"%s: da %s a %s", "%s: from %s to %s"}
	StepMovedUnset = T{"%s: senza più data", "%s: no date any more"}
	StepNobody     = T{"nessuno", "nobody"}
)

// The weekly mail.
var (
	NoticeWeekly   = T{"Ogni lunedì, quante attività hai", "Every Monday, how many tasks you have"}
	MailWeekly     = T{"Le tue attività della settimana", "Your tasks of the week"}
	MailWeeklyBody = T{"Buongiorno.\nIn ritardo: %[1]s. Nei prossimi 7 giorni: %[2]s. Senza data: %[3]s.\nLe trovi qui:", "Good morning.\nLate: %[1]s. Within 7 days: %[2]s. Without a date: %[3]s.\nYou find them here:"}
)

// The calendar feed: its page and its events. No event says anything of a person.
var (
	CalendarTitle   = T{"Le tue date nel calendario", "Your dates in a calendar"}
	CalendarWord    = T{"Calendario", "Calendar"}
	CalendarSee     = T{"Leggi le tue date da un altro calendario", "Read your dates from another calendar"}
	CalendarText    = T{"Un programma di calendario (Outlook, Google, telefono) può leggere le tue prossime date, i passi, le verifiche, i follow-up e le sedute da un indirizzo privato. Gli eventi dicono il numero del caso, mai il nome della persona.", "A calendar program (Outlook, Google, telephone) can read your next dates, steps, checks, follow-ups and sittings from a private address. Events say the number of the case, never the name of the person."}
	CalendarKeep    = T{"Chi conosce l'indirizzo vede quando hai da fare. Non darlo a nessuno. Se lo perdi, fanne un altro: quello di prima smette di valere.", "Whoever knows the address sees when you are busy. Give it to nobody. If you lose it, make another: the old one stops working."}
	CalendarNone    = T{"Non hai un indirizzo.", "You have no address."}
	CalendarSince   = T{"Hai un indirizzo dal %s.", "You have had an address since %s."}
	CalendarUsed    = T{"Letto l'ultima volta: %s.", "Last read: %s."}
	CalendarUnused  = T{"Non è ancora stato letto.", "It has not been read yet."}
	CalendarMake    = T{"Crea l'indirizzo", "Make the address"}
	CalendarAnew    = T{"Crea un altro indirizzo", "Make another address"}
	CalendarEnd     = T{"Togli l'indirizzo", "Remove the address"}
	CalendarMade    = T{"Indirizzo creato", "Address made"}
	CalendarOnce    = T{"Copialo adesso nel tuo calendario, come calendario da indirizzo o da URL: non si può rivedere.", "Copy it into your calendar now, as a calendar from an address or URL: it cannot be seen again."}
	CalendarEnded   = T{"Indirizzo tolto. Il tuo calendario non legge più niente.", "Address removed. Your calendar reads nothing any more."}
	CalendarFeed    = T{"SIIL", "SIIL"}
	CalendarDate    = T{"Caso %d: data", "Case %d: date"}
	CalendarStep    = T{"Caso %d: passo da fare", "Case %d: step to take"}
	CalendarCheck   = T{"Caso %d: verifica", "Case %d: check"}
	CalendarFollow  = T{"Caso %d: follow-up", "Case %d: follow-up"}
	CalendarReview  = T{"Caso %d: riesame", "Case %d: review"}
	CalendarSitting = T{"Seduta d'équipe", "Team sitting"}
	CalendarSlow    = T{"Troppe letture in un minuto. Riprova tra %d secondi.", "Too many readings in a minute. Try again in %d seconds."}
)

// What the two lines of chips of the list choose.
var (
	TaskWhens = T{"Quando", "When"}
	TaskKinds = T{"Che tipo di attività", "What kind of task"}
)

// The list over REST.
var (
	APIDeadlinesNoun  = T{"Scadenze", "Deadlines"}
	APIDeadlinesTitle = T{"Attività di una persona", "Tasks of one person"}
	APIDeadlinesAbout = T{"Passi, prossime date, verifiche, termini, follow-up, sospensioni da riesaminare e passaggi a cui rispondere, dal più vecchio; in fondo ciò che non ha data. Di chi chiede, o, per la coordinatrice o il coordinatore, di un altro account. Chi non vede un caso ne vede solo il numero.", "Steps, next dates, checks, terms, follow-ups, suspensions to review and hand-overs to answer, the oldest first; at the end what has no date. Of whoever asks, or, for the coordinator, of another account. Whoever does not see a case sees only its number."}
	APIStepDueTitle   = T{"Sposta un passo", "Move a step"}
	APIStepDueAbout   = T{"Dà a un passo aperto un altro giorno, con il motivo. Può chi lo deve fare, chi gestisce il caso, il coordinamento. Fallisce se il passo ha già avuto risposta.", "Gives an open step another day, with the reason. Whoever is to do it may, the case manager, the coordinator. Fails when the step has been answered."}
	APIStepToTitle    = T{"Affida un passo a un collega", "Hand a step over to a colleague"}
	APIStepToAbout    = T{"Affida un passo aperto a un altro account, con il motivo, e glielo dice per posta. Può chi lo deve fare, chi gestisce il caso, il coordinamento. Fallisce se il passo ha già avuto risposta.", "Gives an open step to another account, with the reason, and tells them by mail. Whoever is to do it may, the case manager, the coordinator. Fails when the step has been answered."}
)

func init() {
	APINouns[APIDeadlinesNoun[Italian]] = T{"Che cosa ha da fare una persona, e entro quando.", "What somebody has to do, and by when."}
	APIFields["when"] = T{"Quando: in ritardo, oggi, in settimana, più avanti, senza data", "When: late, today, this week, later, without a date"}
}
