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
