package text

// Words of accounts: what is wrong with them.
var (
	AccountEmailWrong = T{"L'indirizzo e-mail non è valido: controllalo.", "The e-mail address is not valid: check it."}
	AccountNameWrong  = T{"Scrivi il nome, al massimo 80 caratteri.", "Write the name, at most 80 characters."}
	AccountRolesClash = T{"Chi amministra gli utenti non può avere ruoli che aprono i casi: scegli l'uno o gli altri.", "Whoever administers users cannot have roles that open cases: choose one or the other."}
)

// Words of signing in.
var (
	LoginTitle     = T{"Entra", "Sign in"}
	LoginEmail     = T{"E-mail", "E-mail"}
	LoginPassword  = T{"Password", "Password"}
	LoginZone      = T{"Zona", "Zone"}
	LoginAnyZone   = T{"Trovala tu", "Find it for me"}
	LoginZoneHint  = T{"Serve solo se lavori in più di una zona.", "Only needed if you work in more than one zone."}
	LoginSend      = T{"Entra", "Sign in"}
	LoginForgotten = T{"Hai dimenticato la password? Chiedi a chi amministra gli utenti della tua zona.", "Forgotten your password? Ask whoever administers the users of your zone."}
	LoginWrong     = T{"E-mail o password non corrette: controlla e riprova.", "E-mail or password is not correct: check and try again."}
	OneTimeOver    = T{"La password provvisoria è scaduta: chiedine un'altra a chi amministra gli utenti.", "The one-time password has expired: ask whoever administers users for another."}
	SlowSeconds    = T{"Troppi tentativi: aspetta %d secondi e riprova.", "Too many attempts: wait %d seconds and try again."}
	SlowMinutes    = T{"Troppi tentativi: aspetta %d minuti e riprova.", "Too many attempts: wait %d minutes and try again."}

	CodeTitle       = T{"Conferma che sei tu", "Confirm it is you"}
	CodeLabel       = T{"Codice", "Code"}
	CodeHint        = T{"Le sei cifre che mostra l'app sul tuo telefono, oppure un codice di recupero.", "The six digits shown by the app on your phone, or a recovery code."}
	CodeSend        = T{"Entra", "Sign in"}
	CodeWrong       = T{"Il codice non è valido, o è già stato usato: aspetta il prossimo e riprova.", "The code is not valid, or was used already: wait for the next one and try again."}
	CodeSixDigits   = T{"Scrivi le sei cifre che mostra adesso l'app sul tuo telefono: qui un codice di recupero non vale.", "Write the six digits that the app on your phone shows now: a recovery code does not count here."}
	CodeNoFactor    = T{"Non hai ancora collegato il telefono: collegalo dal tuo profilo, poi firma; oppure fai firmare su carta.", "Your phone is not linked yet: link it from your profile, then sign; or have it signed on paper."}
	CodeBack        = T{"Ricomincia con un altro utente", "Start again as another user"}
	CodeInvented    = T{"Zona inventata, su questa macchina", "Invented zone, on this machine"}
	CodeInventedNow = T{"Il codice di adesso è %s: qui non serve il telefono.", "The code right now is %s: no telephone is needed here."}
	CodeNoPhone     = T{"Non hai più il telefono né i codici di recupero? Chiedi a chi amministra gli utenti di azzerare il secondo fattore.", "No phone and no recovery codes left? Ask whoever administers users to reset your second factor."}

	OwnTitle       = T{"Scegli la tua password", "Choose your password"}
	OwnText        = T{"La password che ti hanno dato vale una volta sola. Da adesso la conosci solo tu.", "The password you were given works once. From now on only you know it."}
	PasswordNew    = T{"Nuova password", "New password"}
	PasswordHint   = T{"Almeno 12 caratteri. Va bene una frase di quattro parole.", "At least 12 characters. A phrase of four words is fine."}
	PasswordRepeat = T{"Ripeti la nuova password", "Repeat the new password"}
	PasswordSave   = T{"Salva la password", "Save the password"}
	PasswordShort  = T{"La password è troppo corta: scrivi almeno %d caratteri.", "The password is too short: write at least %d characters."}
	PasswordLong   = T{"La password è troppo lunga: al massimo %d caratteri.", "The password is too long: at most %d characters."}
	PasswordCommon = T{"Questa password è fra le prime che si provano: scegline una meno prevedibile, per esempio quattro parole a caso.", "This password is among the first to be tried: choose a less predictable one, for example four random words."}
	PasswordOwn    = T{"La password contiene il tuo nome o la tua e-mail: scegline un'altra.", "The password contains your name or e-mail: choose another."}
	PasswordAgain  = T{"Le due password sono diverse: riscrivile.", "The two passwords differ: write them again."}
	PasswordSame   = T{"È la password di prima: scegline un'altra.", "This is the previous password: choose another."}
	PasswordWrong  = T{"La password non è corretta: riscrivila.", "The password is not correct: write it again."}

	FactorTitle  = T{"Collega il telefono", "Link your phone"}
	FactorText   = T{"Oltre alla password serve un codice che cambia ogni 30 secondi. Apri sul telefono un'app per i codici (per esempio FreeOTP, Aegis, Google Authenticator) e inquadra l'immagine.", "Besides the password you need a code that changes every 30 seconds. Open an authenticator app on your phone (for example FreeOTP, Aegis, Google Authenticator) and scan the picture."}
	FactorQR     = T{"Immagine da inquadrare con l'app dei codici", "Picture to scan with the authenticator app"}
	FactorSecret = T{"Se non puoi inquadrarla, scrivi questa chiave nell'app:", "If you cannot scan it, type this key into the app:"}
	FactorCode   = T{"Codice che mostra l'app", "Code shown by the app"}
	FactorSend   = T{"Collega", "Link"}

	RecoveryTitle = T{"Codici di recupero", "Recovery codes"}
	RecoveryText  = T{"Se perdi il telefono, entri con uno di questi codici: ognuno vale una volta sola. Stampali o ricopiali adesso e tienili al sicuro: non li rivedrai.", "If you lose your phone, sign in with one of these codes: each works once. Print or copy them now and keep them safe: you will not see them again."}
	RecoveryDone  = T{"Li ho al sicuro, continua", "I have them safe, continue"}

	ProveTitle = T{"Conferma chi sei", "Confirm who you are"}
	ProveText  = T{"Per questa operazione serve di nuovo la tua password. Vale per dieci minuti.", "This needs your password once more. It counts for ten minutes."}
	ProveSend  = T{"Conferma", "Confirm"}

	NewDeviceNotice = T{"Accesso da un dispositivo nuovo il %s. Se non eri tu, cambia subito la password.", "Sign-in from a new device on %s. If it was not you, change your password now."}
	LoggedOut       = T{"Sei uscito. Le bozze sono salvate.", "You have signed out. Your drafts are saved."}
)

// Words of what may go wrong with users, tokens and drafts.
var (
	AccountEmailTaken  = T{"Un utente di questa zona ha già questo indirizzo: controllalo.", "A user of this zone already has this address: check it."}
	AccountChanged     = T{"Qualcun altro ha salvato nel frattempo: ricarica la pagina e rifai la modifica.", "Somebody else saved meanwhile: reload the page and make the change again."}
	RoleWrong          = T{"Scegli un ruolo dall'elenco.", "Choose a role from the list."}
	RoleHeld           = T{"Questa persona ha già questo ruolo, oppure il ruolo aspetta la conferma.", "This person already has this role, or it waits to be confirmed."}
	AnsweredAlready    = T{"Qualcuno ha già risposto a questa richiesta.", "Somebody has already answered this request."}
	FactorNone         = T{"Questa persona non ha ancora un secondo fattore.", "This person has no second factor yet."}
	FactorAskedAlready = T{"La richiesta c'è già e aspetta una seconda persona.", "The request is there already and waits for a second person."}
	TokenNameWrong     = T{"Scrivi a che cosa serve il token, al massimo 60 caratteri.", "Write what the token is for, at most 60 characters."}
	TokenDaysWrong     = T{"Un token dura da 1 a %d giorni.", "A token lasts from 1 to %d days."}
	DraftWrong         = T{"Questa bozza non si può salvare.", "This draft cannot be saved."}
	DraftLong          = T{"La bozza è troppo lunga: al massimo %d caratteri.", "The draft is too long: at most %d characters."}
	DraftsFull         = T{"Hai troppe bozze: salva o togli le più vecchie.", "You have too many drafts: save or remove the oldest."}
)

// Words of the own account.
var (
	ProfileTitle    = T{"Il tuo profilo", "Your profile"}
	ProfileSave     = T{"Salva il profilo", "Save the profile"}
	ProfileSaved    = T{"Profilo salvato.", "Profile saved."}
	GivenName       = T{"Nome", "Given name"}
	FamilyName      = T{"Cognome", "Family name"}
	LanguageLabel   = T{"Lingua delle pagine", "Language of the pages"}
	ShortcutsLabel  = T{"Usa i tasti a una lettera", "Use single-letter keys"}
	AccessTitle     = T{"Accesso", "Access"}
	RolesLabel      = T{"Ruoli", "Roles"}
	FactorLabel     = T{"Secondo fattore", "Second factor"}
	PasswordTitle   = T{"Cambia la password", "Change the password"}
	PasswordPresent = T{"Password di adesso", "Present password"}
	PasswordSince   = T{"scelta il %s.", "chosen on %s."}
	PasswordChange  = T{"Cambiala", "Change it"}
	PasswordEnds    = T{"Le altre sessioni aperte finiscono; questa resta.", "Other open sessions end; this one stays."}
	PasswordSaved   = T{"Password cambiata. Le altre sessioni sono finite.", "Password changed. The other sessions have ended."}
	FactorSince     = T{"telefono collegato il %s.", "phone linked on %s."}
	FactorChange    = T{"Collega un altro telefono", "Link another phone"}
	CodesLeft       = T{"Restano %d codici.", "%d codes left."}
	CodesAnew       = T{"Fanne di nuovi", "Make new ones"}
	CodesReplace    = T{"I codici nuovi prendono il posto di quelli vecchi, che non valgono più.", "New codes replace the old ones, which stop working."}
	CodesMake       = T{"Fai dieci codici nuovi", "Make ten new codes"}
	SeeSessions     = T{"Guarda da dove hai fatto accesso", "See where you are signed in"}
	SeeTokens       = T{"Guarda i tuoi token", "See your tokens"}

	AgentLabel   = T{"Dispositivo", "Device"}
	SinceLabel   = T{"Dal", "Since"}
	UntilLabel   = T{"Fino al", "Until"}
	SeenLabel    = T{"Ultimo uso", "Last used"}
	FirstSeen    = T{"Prima volta", "First time"}
	DoLabel      = T{"Azione", "Action"}
	ThisOne      = T{"questo", "this one"}
	NewWord      = T{"nuovo", "new"}
	Never        = T{"mai", "never"}
	SessionEnd   = T{"Chiudi", "End"}
	SessionEnded = T{"Sessione chiusa.", "Session ended."}
	OthersEnd    = T{"Chiudi tutte le altre", "End all the others"}
	OthersEnded  = T{"Le altre sessioni sono chiuse.", "The other sessions have ended."}
	DevicesTitle = T{"Dispositivi conosciuti", "Known devices"}
	DevicesText  = T{"Da questi hai già fatto accesso. Se non ne riconosci uno, toglilo e cambia la password.", "You have signed in from these. If you do not recognise one, remove it and change your password."}
	DeviceForget = T{"Togli", "Remove"}
	DeviceEnded  = T{"Dispositivo tolto. Le sue sessioni sono chiuse.", "Device removed. Its sessions have ended."}

	TokensTitle   = T{"Token per altri programmi", "Tokens for other programs"}
	TokensText    = T{"Un token lascia entrare un altro programma a nome tuo, con i tuoi ruoli di quel momento. Dura al massimo 90 giorni.", "A token lets another program in under your name, with the roles you have at that moment. It lasts 90 days at most."}
	TokenNew      = T{"Token nuovo", "New token"}
	TokenName     = T{"A che cosa serve", "What it is for"}
	TokenNameHint = T{"Per esempio: cruscotto della direzione.", "For example: the management dashboard."}
	TokenDays     = T{"Giorni", "Days"}
	TokenMake     = T{"Fai il token", "Make the token"}
	TokenMade     = T{"Il token è pronto", "The token is ready"}
	TokenOnce     = T{"Copialo adesso: non lo rivedrai.", "Copy it now: you will not see it again."}
	TokenEnd      = T{"Togli", "Remove"}
	TokenEnded    = T{"Token tolto: da adesso non vale più.", "Token removed: it no longer works."}
	RoleOpens     = T{"(apre i casi)", "(opens cases)"}
)

// Words of the administration of users.
var (
	UsersTitle       = T{"Utenti", "Users"}
	UsersNone        = T{"Nessun utente con questi filtri.", "No user with these filters."}
	FiltersOff       = T{"Togli i filtri", "Remove the filters"}
	UserNew          = T{"Nuovo utente", "New user"}
	UserMake         = T{"Crea l'utente", "Create the user"}
	UserNewNote      = T{"Avrà una password provvisoria, che vale 72 ore e un solo accesso.", "They get a one-time password, valid for 72 hours and one sign-in."}
	UserMade         = T{"Utente creato", "User created"}
	UserSave         = T{"Salva l'utente", "Save the user"}
	UserSaved        = T{"Utente salvato.", "User saved."}
	UserOwn          = T{"Questo utente sei tu: qui non puoi cambiarti.", "This user is you: you cannot change yourself here."}
	UserDisabledOn   = T{"Disabilitato dal %s: non può entrare.", "Disabled since %s: cannot sign in."}
	UserDisabledNow  = T{"Utente disabilitato: le sue sessioni e i suoi token sono chiusi.", "User disabled: their sessions and tokens have ended."}
	UserEnabledNow   = T{"Utente riabilitato.", "User enabled."}
	NameLabel        = T{"Cognome e nome", "Name"}
	SeatLabel        = T{"Sede", "Seat"}
	SeatNone         = T{"Nessuna", "None"}
	StateLabel       = T{"Stato", "State"}
	StateAll         = T{"Tutti", "All"}
	StateActive      = T{"Attivi", "Active"}
	StateActiveOne   = T{"attivo", "active"}
	StateWaiting     = T{"Da confermare", "To confirm"}
	StateDisabled    = T{"Disabilitati", "Disabled"}
	StateDisabledOne = T{"disabilitato", "disabled"}
	NeverIn          = T{"password provvisoria", "one-time password"}
	CoreLabel        = T{"Fa parte del nucleo stabile dell'équipe", "Is part of the core team"}
	CoreHint         = T{"Chi non ne fa parte vede solo i casi a cui è chiamato.", "Those who are not see only the cases they are called to."}
	RoleLabel        = T{"Ruolo", "Role"}
	RoleAny          = T{"Qualsiasi", "Any"}
	RoleAdd          = T{"Aggiungi un ruolo", "Add a role"}
	RoleGive         = T{"Dai il ruolo", "Give the role"}
	RoleEnd          = T{"Togli", "Remove"}
	RoleGranted      = T{"Ruolo dato. Se apre i casi, aspetta la conferma.", "Role given. If it opens cases, it waits to be confirmed."}
	RoleEnded        = T{"Ruolo tolto: vale da subito.", "Role removed: it takes effect at once."}
	RolesChange      = T{"Cambia i ruoli", "Change the roles"}
	RolesText        = T{"Un ruolo che apre i casi vale solo dopo la conferma della coordinatrice o del coordinatore. Chi amministra gli utenti non può avere ruoli che aprono i casi.", "A role that opens cases takes effect only after the coordinator confirms it. Whoever administers users cannot have roles that open cases."}
	RoleHistory      = T{"Storia dei ruoli", "History of the roles"}
	GrantedBy        = T{"Dato da", "Given by"}
	ConfirmedBy      = T{"Confermato da", "Confirmed by"}
	ToConfirm        = T{"da confermare", "to confirm"}

	DisableTitle   = T{"Disabiliti questo utente?", "Disable this user?"}
	DisableText    = T{"Non potrà più entrare; le sessioni aperte e i token finiscono subito. Quello che ha scritto resta. Potrai riabilitarlo.", "They can no longer sign in; open sessions and tokens end at once. What they wrote stays. You can enable them again."}
	DisableYes     = T{"Disabilita l'utente", "Disable the user"}
	EnableYes      = T{"Riabilita l'utente", "Enable the user"}
	ResetTitle     = T{"Dai una password provvisoria?", "Give a one-time password?"}
	ResetText      = T{"La password di adesso non varrà più e le sessioni finiscono. Il secondo fattore resta. Accertati di parlare proprio con questa persona.", "The present password stops working and sessions end. The second factor stays. Make sure you are talking to this very person."}
	ResetYes       = T{"Dai una password provvisoria", "Give a one-time password"}
	OneTimeTitle   = T{"Password provvisoria", "One-time password"}
	OneTimeText    = T{"Consegnala a voce alla persona: non la rivedrai. Vale 72 ore; al primo accesso ne sceglierà una sua.", "Hand it to the person by voice: you will not see it again. It is valid for 72 hours; at the first sign-in they choose their own."}
	OneTimeDone    = T{"Vai all'utente", "Go to the user"}
	OneTimeStill   = T{"provvisoria, non ancora cambiata.", "one-time, not yet changed."}
	PasswordOwned  = T{"scelta dalla persona.", "chosen by the person."}
	FactorNotYet   = T{"si collega al primo accesso.", "is linked at the first sign-in."}
	FactorWaiting  = T{"secondo fattore da azzerare: aspetta una seconda persona", "second factor to be reset: waits for a second person"}
	FactorAskTitle = T{"Chiedi di azzerare il secondo fattore?", "Ask to reset the second factor?"}
	FactorAskText  = T{"Serve quando la persona ha perso il telefono e i codici di recupero. Deve dire di sì la coordinatrice o il coordinatore, oppure un'altra persona che amministra gli utenti.", "Needed when the person has lost phone and recovery codes. The coordinator, or another administrator, must agree."}
	FactorAskYes   = T{"Chiedi di azzerarlo", "Ask to reset it"}
	FactorAskedNow = T{"Richiesta inviata: aspetta una seconda persona.", "Request sent: it waits for a second person."}

	WaitingTitle = T{"Conferme", "Confirmations"}
	WaitingNone  = T{"Niente da confermare.", "Nothing to confirm."}
	WaitingRole  = T{"Ruolo: %s. Dato da %s il %s.", "Role: %s. Given by %s on %s."}
	WaitingReset = T{"Ha perso il secondo fattore, dice %s. Accertati di persona o per telefono, poi rispondi.", "Has lost the second factor, says %s. Make sure in person or by phone, then answer."}
	ConfirmRole  = T{"Conferma il ruolo", "Confirm the role"}
	ConfirmReset = T{"Azzera il secondo fattore", "Reset the second factor"}
	Decline      = T{"Rifiuta", "Decline"}
	Confirmed    = T{"Confermato: vale da subito.", "Confirmed: it takes effect at once."}
	Declined     = T{"Rifiutato.", "Declined."}
)

// Words of the log of accesses.
var (
	LogTitle   = T{"Registro degli accessi", "Log of accesses"}
	LogText    = T{"Chi ha letto o cambiato qualcosa nella zona, e che cosa è stato rifiutato. Niente nomi delle persone seguite.", "Who read or changed something in the zone, and what was refused. No names of the people followed."}
	LogNone    = T{"Nessun accesso con questi filtri.", "No access with these filters."}
	LogWho     = T{"Chi", "Who"}
	LogAnybody = T{"Chiunque", "Anybody"}
	LogRefused = T{"Solo gli accessi rifiutati", "Refused accesses only"}
	LogWhen    = T{"Quando", "When"}
	LogWhat    = T{"Che cosa", "What"}
	LogAbout   = T{"Su", "About"}
	LogHow     = T{"Da", "Through"}
	LogAnswer  = T{"Esito", "Outcome"}
	LogLeaf    = T{"Riga", "Entry"}
	LogAllowed = T{"consentito", "allowed"}
	LogDenied  = T{"rifiutato", "refused"}
	LogCase    = T{"caso %d", "case %d"}
	LogRows    = T{"%d righe", "%d rows"}
	LogOlder   = T{"Cerca fra i più vecchi", "Search among the older ones"}
	LogNewest  = T{"Torna alle più recenti", "Back to the newest"}

	// LogVia says how a request came in.
	LogVia = map[string]T{"page": {"pagina", "page"}, "api": {"altro programma", "another program"}, "cli": {"riga di comando", "command line"}, "calendar": {"calendario", "calendar"},
		"job": {"lavoro notturno", "scheduled job"}}

	// LogActions says the actions of the log, by code.
	LogActions = map[string]T{
		"home.read": {"ha aperto Oggi", "opened Today"},
		"case.list": {"ha visto un elenco di casi", "saw a list of cases"}, "case.details": {"ha visto i dati di un elenco", "saw the details of a list"},
		"case.export": {"ha scaricato un elenco di casi", "downloaded a list of cases"}, "case.open": {"ha aperto il fascicolo", "opened the case file"},
		"case.glass": {"ha chiesto di aprire un fascicolo non suo", "asked to open a case file not theirs"}, "case.create": {"ha aperto un nuovo caso", "made a new case"},
		"case.move": {"ha cambiato lo stato", "changed the state"}, "case.date": {"ha fissato la prossima data", "set the next date"},
		"case.team": {"ha cambiato l'équipe del caso", "changed the team of the case"}, "case.justice": {"ha autorizzato alla sezione giustizia", "authorised for the justice section"},
		"case.assign": {"ha assegnato il caso", "assigned the case"}, "case.suspend": {"ha sospeso il caso", "suspended the case"},
		"case.resume": {"ha ripreso il caso", "resumed the case"}, "case.close": {"ha chiuso il caso", "closed the case"}, "case.reopen": {"ha riaperto il caso", "reopened the case"},
		"note.read": {"ha letto il diario", "read the diary"}, "note.write": {"ha scritto nel diario", "wrote in the diary"},
		"handover.ask": {"ha proposto di passare il caso", "offered to hand the case over"}, "handover.answer": {"ha risposto a un passaggio", "answered a hand-over"},
		"handover.undo": {"ha ritirato un passaggio", "withdrew a hand-over"}, "handover.bulk": {"ha passato i casi di una persona", "handed over a colleague's cases"},
		"glass.review": {"ha esaminato le aperture con motivo", "reviewed openings with a reason"}, "readers.read": {"ha guardato chi ha letto", "looked at who has read"},
		"person.read": {"ha letto i dati della persona", "read the person's data"}, "person.create": {"ha inserito una persona", "entered a person"},
		"person.correct": {"ha corretto i dati della persona", "corrected the person's data"}, "person.merge": {"ha unito due persone", "merged two people"},
		"person.split": {"ha separato due persone", "split two people"}, "import.run": {"ha importato un elenco", "imported a list"},
		"referral.send": {"ha mandato una segnalazione", "sent a referral"}, "referral.list": {"ha visto un elenco di segnalazioni", "saw a list of referrals"},
		"referral.read": {"ha letto una segnalazione", "read a referral"}, "referral.reply": {"ha risposto a una domanda su una segnalazione", "answered a question about a referral"},
		"referral.assess": {"ha fatto la prevalutazione", "made the pre-assessment"}, "step.answer": {"ha risposto di un passo da fare", "answered for a next step"},
		"sitting.list": {"ha visto le sedute", "saw the sittings"}, "sitting.read": {"ha aperto una seduta", "opened a sitting"},
		"sitting.call": {"ha convocato o cambiato una seduta", "called or changed a sitting"}, "sitting.reply": {"ha risposto a una convocazione", "answered a call to a sitting"},
		"sitting.run": {"ha condotto una seduta", "ran a sitting"}, "sitting.case": {"ha lavorato su un caso in seduta", "worked on a case in a sitting"},
		"sitting.decide": {"ha scritto la decisione dell'équipe", "wrote down the team's decision"}, "minutes.read": {"ha letto un verbale", "read minutes"},
		"minutes.extract": {"ha letto l'estratto di un caso", "read the extract of a case"}, "minutes.approve": {"ha approvato un verbale", "approved minutes"},
		"minutes.add":     {"ha aggiunto qualcosa a un verbale", "added to minutes"},
		"assessment.read": {"ha letto le valutazioni", "read the assessments"}, "assessment.rate": {"ha compilato una valutazione", "filled in an assessment"},
		"assessment.begin": {"ha cominciato una valutazione", "began an assessment"}, "assessment.close": {"ha chiuso una valutazione", "closed an assessment"},
		"plan.read": {"ha letto il progetto", "read the project"}, "plan.write": {"ha scritto nel progetto", "wrote in the project"},
		"followup.answer":   {"ha risposto a un follow-up", "answered a follow-up"},
		"document.list":     {"ha visto il registro dei documenti", "saw the register of documents"},
		"document.read":     {"ha aperto un documento", "opened a document"},
		"document.make":     {"ha fatto un documento", "made a document"},
		"document.register": {"ha cambiato il protocollo di un documento o lo ha annullato", "changed the protocol of a document or voided it"},
		"document.batch":    {"ha fatto documenti per molti casi", "made documents for many cases"},
		"document.settle":   {"ha cambiato la carta intestata o i modelli", "changed the letterhead or the models"},
		"overview.read":     {"ha visto l'andamento della zona", "saw the overview of the zone"},
		"overview.own":      {"ha visto l'andamento dei propri casi", "saw the overview of the own cases"},
		"overview.open":     {"ha aperto i casi dietro le cifre della zona", "opened the cases behind the figures of the zone"},
		"plan.sign":         {"ha firmato il progetto o raccolto una firma", "signed the project or collected a signature"},
		"plan.check":        {"ha verificato il progetto", "checked the project"}, "action.record": {"ha scritto come va un'azione", "recorded how an action goes"},
		"user.list": {"ha visto gli utenti", "saw the users"}, "user.manage": {"ha cambiato un utente", "changed a user"},
		"role.confirm": {"ha risposto su un ruolo", "answered about a role"}, "colleagues": {"ha visto i colleghi", "saw the colleagues"},
		"audit.read": {"ha letto questo registro", "read this log"}, "audit.verify": {"ha verificato il registro", "verified the log"},
		"party.manage": {"ha gestito chi riceve i sigilli", "managed who receives checkpoints"}, "zone.settle": {"ha cambiato sedi, enti o équipe", "changed seats, bodies or teams"},
		"mail.settle": {"ha gestito posta e collegamenti", "managed mail and links"}, "mail.send": {"ha spedito quello che aspettava", "sent what was waiting"},
		"profile.use": {"ha usato il proprio profilo", "used their own account"}, "sealed.read": {"ha letto testi riservati", "read reserved texts"},
	}

	// LogReasons says the coded reasons of leaves about accounts.
	LogReasons = map[string]T{
		"signed_in": {"accesso", "sign-in"}, "password_chosen": {"password scelta", "password chosen"}, "password_changed": {"password cambiata", "password changed"},
		"factor_set": {"telefono collegato", "phone linked"}, "code_proved": {"codice scritto per firmare", "code typed to sign"}, "recovery_codes": {"codici di recupero", "recovery codes"}, "profile": {"profilo", "profile"},
		"session_ended": {"sessione chiusa", "session ended"}, "sessions_ended": {"altre sessioni chiuse", "other sessions ended"}, "device_ended": {"dispositivo tolto", "device removed"},
		"token_made": {"token fatto", "token made"}, "token_ended": {"token tolto", "token removed"}, "user_made": {"utente creato", "user created"},
		"user_changed": {"dati cambiati", "data changed"}, "user_disabled": {"disabilitato", "disabled"}, "user_enabled": {"riabilitato", "enabled"},
		"role_granted": {"ruolo dato", "role given"}, "role_ended": {"ruolo tolto", "role removed"}, "first_coordinator": {"primo ruolo di coordinamento della zona, senza conferma", "the zone's first coordinator, without confirmation"},
		"role_confirmed": {"ruolo confermato", "role confirmed"}, "role_declined": {"ruolo rifiutato", "role declined"}, "password_reset": {"password provvisoria", "one-time password"},
		"factor_reset_asked": {"chiesto di azzerare il secondo fattore", "asked to reset the second factor"}, "factor_reset_agreed": {"secondo fattore azzerato", "second factor reset"},
		"factor_reset_declined": {"azzeramento rifiutato", "reset declined"}, "party_added": {"destinatario aggiunto", "recipient added"}, "party_ended": {"destinatario tolto", "recipient removed"},
		"notices_chosen": {"scelto che cosa ricevere per posta", "chosen what to receive by mail"},
	}

	// LogRowFound says what a verification finds in the rows that a whole log answers for.
	LogRowFound = map[string]T{
		"row_changed": {"Una riga dei dati è stata cambiata senza passare dal programma.", "A row of the data was changed behind the program's back."},
		"row_missing": {"Manca una riga dei dati che il registro conosce.", "A row of the data that the log knows is missing."},
		"row_added":   {"Nei dati c'è una riga che il registro non conosce.", "The data hold a row that the log does not know."},
	}

	VerifyTitle       = T{"Verifica del registro", "Verification of the log"}
	VerifyText        = T{"Il programma ricalcola tutto il registro e controlla che nessuna riga sia stata cambiata, tolta o aggiunta alle sue spalle.", "The program recomputes the whole log and checks that no entry was changed, removed or added behind its back."}
	VerifyAgainst     = T{"Sigillo conservato fuori", "Checkpoint kept outside"}
	VerifyAgainstHint = T{"Incolla un sigillo ricevuto in passato: si controlla che da allora il registro sia solo cresciuto.", "Paste a checkpoint received earlier: this checks that since then the log has only grown."}
	VerifyRun         = T{"Verifica il registro", "Verify the log"}
	VerifyNote        = T{"Può durare fino a un minuto.", "It may take up to a minute."}
	VerifyTooLong     = T{"Il registro è troppo lungo per verificarlo da qui in un minuto: usa «siil audit verify» sulla macchina.", "The log is too long to verify from here in a minute: use “siil audit verify” on the machine."}
	VerifyFound       = T{"%s righe, verificate il %s. Il sigillo di adesso:", "%s entries, verified on %s. The checkpoint as of now:"}
	VerifyFirst       = T{"Prima riga toccata: %d.", "First entry touched: %d."}
	VerifyBad         = T{"Non cambiare niente: avvisa chi è responsabile della protezione dei dati e conserva una copia del database.", "Change nothing: tell the data protection officer and keep a copy of the database."}
	VerifyKey         = T{"Chiave pubblica", "Public key"}
	CheckpointTitle   = T{"Sigillo", "Checkpoint"}
	CheckpointText    = T{"Il sigillo firmato dice com'è il registro adesso. Chi lo conserva fuori di qui può dimostrare, con la sola chiave pubblica, se dopo qualcuno l'ha riscritto.", "The signed checkpoint says what the log is now. Whoever keeps it elsewhere can show, with the public key alone, whether somebody rewrote it later."}
	CheckpointGet     = T{"Scarica il sigillo di adesso", "Download the present checkpoint"}
	CheckpointLong    = T{"Non è un sigillo: è troppo lungo.", "This is no checkpoint: it is too long."}

	PartiesTitle   = T{"Chi riceve i sigilli", "Who receives checkpoints"}
	PartiesText    = T{"Ogni giorno il sigillo del registro parte per posta verso questi indirizzi: così gli enti dell'accordo si controllano a vicenda. Il messaggio non contiene dati di persone.", "Every day the checkpoint of the log is mailed to these addresses: so the parties of the agreement keep each other honest. The message holds no data of people."}
	PartyName      = T{"Ente o ruolo", "Body or role"}
	PartyNameWrong = T{"Scrivi l'ente o il ruolo, al massimo 120 caratteri.", "Write the body or role, at most 120 characters."}
	PartyTaken     = T{"Questo indirizzo riceve già i sigilli.", "This address already receives the checkpoints."}
	PartyAdd       = T{"Aggiungi il destinatario", "Add the recipient"}
	PartyAdded     = T{"Destinatario aggiunto.", "Recipient added."}
	PartyEnded     = T{"Destinatario tolto.", "Recipient removed."}
)
