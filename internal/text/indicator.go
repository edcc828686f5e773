package text

// Words of the counting of figures.
var (
	RecountBusy = T{"I numeri di questa zona si stanno già contando: riprova tra qualche minuto.", "The figures of this zone are being counted already: try again in a few minutes."}
)

// The figures and how each is counted.
var (
	FigureReferred      = T{"Segnalati", "Referred"}
	FigureReferredAbout = T{"Gli episodi aperti nel periodo: una persona segnalata due volte conta due volte.", "Episodes opened in the period: a person referred twice counts twice."}
	FigureTaken         = T{"Presi in carico", "Taken in charge"}
	FigureTakenAbout    = T{"Gli episodi che nel periodo sono stati assegnati, o sono arrivati già oltre. Conta il primo giorno.", "Episodes that in the period were assigned, or came in beyond that already. The first day counts."}
	FigureLeft          = T{"Rinviati o non ammessi", "Redirected or not admitted"}
	FigureLeftAbout     = T{"Gli episodi finiti nel periodo prima della presa in carico.", "Episodes that ended in the period before being taken in charge."}
	FigureNow           = T{"Aperti oggi", "Open today"}
	FigureNowAbout      = T{"I casi aperti o sospesi, come stanno ora. In carico vuol dire assegnati o oltre, anche sospesi.", "Open or suspended cases, as they stand now. In charge means assigned or beyond, suspended ones too."}
	FigureWaiting       = T{"In attesa", "Waiting"}
	FigureWaitingAbout  = T{"I casi che ora aspettano in una fase, da quando vi sono entrati. Per la risposta si conta dalla segnalazione, per la verifica dall'ultima. Oltre il termine: l'ultimo giorno è passato.", "Cases that now wait in a phase, since they came into it. The answer counts from the referral, the check from the last one. Over the term: its last day has passed."}
	FigureNext          = T{"Prossima data", "Next date"}
	FigureNextAbout     = T{"I casi aperti, non sospesi, per la prossima data del fascicolo. In ritardo: la data è passata.", "Open cases, not suspended, by the next date of the file. Late: the date has passed."}
	FigureCheckDue      = T{"Verifiche da fare", "Checks to make"}
	FigureCheckDueAbout = T{"I casi aperti con un progetto in vigore, per il giorno entro cui va verificato.", "Open cases with a plan in force, by the day by which it is to be checked."}
	FigureChecked       = T{"Verifiche fatte", "Checks made"}
	FigureCheckedAbout  = T{"Le verifiche dei progetti nel periodo. In tempo: entro il giorno fissato nella verifica prima; per la prima, entro il calendario del progetto.", "Checks of plans in the period. In time: by the day set at the check before; for the first, by the plan's calendar."}
	FigureClosed        = T{"Chiusi", "Closed"}
	FigureClosedAbout   = T{"Gli episodi chiusi nel periodo, per motivo. I motivi riservati stanno insieme.", "Episodes closed in the period, by reason. Reserved reasons stand together."}
	FigureOutcome       = T{"Esiti", "Outcomes"}
	FigureOutcomeAbout  = T{"Gli esiti scritti alle chiusure del periodo: una chiusura può averne più di uno.", "Outcomes written at the closures of the period: a closure may have more than one."}
	FigureIndex         = T{"Autonomia e occupabilità", "Autonomy and employability"}
	FigureIndexAbout    = T{"Le persone con almeno due valutazioni chiuse nello stesso episodio, l'ultima nel periodo: indice della prima e dell'ultima. Mostra come stanno alla seconda data, non quanto abbia contribuito il servizio.", "People with at least two closed assessments in the same episode, the last in the period: index of the first and of the last. It shows how they are at the second date, not what the service contributed."}
)
