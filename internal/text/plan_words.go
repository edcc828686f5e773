package text

// The parts of a project in words, on pages, in differences and in the document.
var (
	DiffAims       = T{"Che cosa vuole la persona", "What the person wants"}
	DiffGoal       = T{"Obiettivo", "Goal"}
	DiffAction     = T{"Azione", "Action"}
	DiffCommitment = T{"Impegno", "Commitment"}
	DiffDates      = T{"Giorni delle verifiche", "Days of checks"}

	FieldGoal        = T{"Obiettivo", "Goal"}
	FieldReachedWhen = T{"È raggiunto quando", "It is reached when"}
	FieldDomain      = T{"Ambito", "Domain"}
	FieldAction      = T{"Azione", "Action"}
	FieldProvider    = T{"Con chi", "With whom"}
	FieldPlace       = T{"Dove", "Where"}
	FieldFund        = T{"Fondo o programma", "Fund or programme"}
	FieldHours       = T{"Ore in tutto", "Hours in all"}
	FieldFrom        = T{"Dal", "From"}
	FieldTo          = T{"Al", "To"}
	FieldFollower    = T{"Chi la segue", "Who follows it"}
	FieldNote        = T{"Note", "Notes"}
	FieldPromoter    = T{"Soggetto promotore", "Promoter"}
	FieldHost        = T{"Azienda ospitante", "Host company"}
	FieldTutor       = T{"Tutor in azienda", "Tutor in the company"}
	FieldMonths      = T{"Mesi", "Months"}
	FieldAllowance   = T{"Indennità al mese", "Allowance a month"}
	FieldLongerWhy   = T{"Perché dura più a lungo", "Why it lasts longer"}
)

// The project as it is read together with the person.
var (
	PlanPaperTitle      = T{"Il progetto di %s", "The project of %s"}
	PlanPaperVersion    = T{"Progetto personalizzato, versione %d", "Personalised project, version %d"}
	PlanPaperDraft      = T{"BOZZA della versione %d: non è ancora firmata.", "DRAFT of version %d: it is not signed yet."}
	PlanPaperSigning    = T{"Versione %d, da firmare.", "Version %d, to be signed."}
	PlanPaperForce      = T{"Versione %d, in vigore da %s.", "Version %d, in force since %s."}
	PlanPaperOld        = T{"Versione %d: non vale più.", "Version %d: it no longer holds."}
	PlanPaperProgress   = T{"Alla verifica del %s: %s.", "At the check of %s: %s."}
	PlanPaperService    = T{"Per i servizi", "For the services"}
	PlanPaperAgreement  = T{"Sono d'accordo: sì / in parte / no. Che cosa non va: ______________________________", "I agree: yes / in part / no. What is not right: ______________________________"}
	PlanPaperDigest     = T{"Impronta", "Digest"}
	PlanPaperDigestSays = T{"Ogni firma porta questa impronta: se una parola cambia, l'impronta non è più la stessa.", "Each signature carries this digest: if one word changes, the digest is no longer the same."}

	PlanWants             = T{"Che cosa voglio", "What I want"}
	PlanReachedWhen       = T{"È raggiunto quando: %s", "It is reached when: %s"}
	PlanDone              = T{"Fatto", "Done"}
	PlanNow               = T{"Adesso", "Now"}
	PlanNext              = T{"Dopo", "Next"}
	PlanCommitments       = T{"Chi fa che cosa", "Who does what"}
	PlanPersonUndertakes  = T{"%s si impegna a", "%s undertakes to"}
	PlanServicesUndertake = T{"I servizi si impegnano a", "The services undertake to"}
	PlanChecks            = T{"Verifiche", "Checks"}
	PlanCheckDone         = T{"%s: fatta", "%s: done"}
	PlanCheckPlanned      = T{"%s: prevista", "%s: planned"}
	PlanLinks             = T{"Patti tenuti altrove", "Pacts kept elsewhere"}
	PlanLinkSays          = T{"%s n. %s del %s", "%s no. %s of %s"}
	PlanSignatures        = T{"Firme", "Signatures"}
	PlanSignedHere        = T{"in SIIL il %s, %s", "in SIIL on %s, %s"}
	PlanSignedPaper       = T{"su carta il %s, raccolta da %s", "on paper on %s, collected by %s"}
	PlanAgreesPartly      = T{"D'accordo in parte: «%s»", "Agrees in part: “%s”"}
	PlanDisagrees         = T{"Non è d'accordo: «%s»", "Does not agree: “%s”"}

	ActionFromTo      = T{"dal %s al %s", "from %s to %s"}
	ActionFrom        = T{"dal %s", "from %s"}
	ActionBy          = T{"entro il %s", "by %s"}
	ActionHost        = T{"presso %s", "at %s"}
	ActionHoursOf     = T{"%s ore su %d", "%s hours of %d"}
	ActionHours       = T{"%s ore", "%s hours"}
	ActionAllowance   = T{"%s al mese", "%s a month"}
	ActionFund        = T{"fondo: %s", "fund: %s"}
	ActionFollows     = T{"segue %s", "followed by %s"}
	ActionSuspended   = T{"sospesa", "suspended"}
	ActionInterrupted = T{"interrotta: %s", "interrupted: %s"}
)
