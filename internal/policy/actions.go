package policy

// Action is something that a person asks to do. Routes, commands and the permission table are all written with these names.
type Action string

// The actions, in the order of the permission table.
const (
	HomeRead Action = "home.read" // the first screen

	CaseList    Action = "case.list"    // a row of the list: name, place, state, case manager, next date
	CaseDetails Action = "case.details" // in that row: tax code, date of birth, telephone
	CaseExport  Action = "case.export"  // the list as a file
	CaseOpen    Action = "case.open"    // the case file: header, team, timeline
	CaseGlass   Action = "case.glass"   // ask to open a file that is not mine, with a reason
	CaseCreate  Action = "case.create"  // a new case file
	CaseMove    Action = "case.move"    // a change of state
	CaseDate    Action = "case.date"    // the next date
	CaseTeam    Action = "case.team"    // who is in the team of the case
	CaseJustice Action = "case.justice" // who may read the justice section of the case
	CaseAssign  Action = "case.assign"  // a case manager for a case without one
	CaseSuspend Action = "case.suspend"
	CaseResume  Action = "case.resume"
	CaseClose   Action = "case.close"
	CaseReopen  Action = "case.reopen"
	NoteRead    Action = "note.read"  // a note of one section of the diary
	NoteWrite   Action = "note.write" // likewise

	HandOverAsk    Action = "handover.ask"
	HandOverAnswer Action = "handover.answer" // accept or decline
	HandOverUndo   Action = "handover.undo"   // withdraw what was asked
	HandOverBulk   Action = "handover.bulk"   // all cases of a colleague

	GlassReview Action = "glass.review" // look at the readings that asked for a reason
	ReadersRead Action = "readers.read" // who has read this case

	PersonRead    Action = "person.read" // identity and contacts
	PersonCreate  Action = "person.create"
	PersonCorrect Action = "person.correct"
	PersonMerge   Action = "person.merge"
	PersonSplit   Action = "person.split" // the undo of a merge

	ImportRun Action = "import.run" // bring in a list, settle its doubtful lines

	ReferralSend   Action = "referral.send"   // write a referral and send it
	ReferralList   Action = "referral.list"   // referrals: a referrer's own, or the zone's
	ReferralRead   Action = "referral.read"   // one referral with its words and files
	ReferralReply  Action = "referral.reply"  // answer what the coordinator asks about a referral
	ReferralAssess Action = "referral.assess" // pre-assessment: outcome, question to the sender

	StepAnswer Action = "step.answer" // say that a next step is done, or drop it

	SittingList    Action = "sitting.list"    // which sittings there are: day, place, state
	SittingRead    Action = "sitting.read"    // one sitting: members and agenda
	SittingCall    Action = "sitting.call"    // convene, change, cancel; members and agenda
	SittingReply   Action = "sitting.reply"   // say whether I come; step out of a case
	SittingRun     Action = "sitting.run"     // open, attendance, order, close
	SittingCase    Action = "sitting.case"    // one case in a sitting: what is known, what is asked and written
	SittingDecide  Action = "sitting.decide"  // the decision on a case, and reopening it
	MinutesRead    Action = "minutes.read"    // the minutes; of each case only what MinutesExtract allows
	MinutesExtract Action = "minutes.extract" // the part of one case
	MinutesApprove Action = "minutes.approve"
	MinutesAdd     Action = "minutes.add" // an addition after the approval

	AssessmentRead  Action = "assessment.read"  // the level of a domain of one section, ours and the person's own
	AssessmentRate  Action = "assessment.rate"  // likewise, to write it
	AssessmentBegin Action = "assessment.begin" // begin one, or one that amends a closed one
	AssessmentClose Action = "assessment.close" // close it, or drop one begun by mistake

	PlanRead     Action = "plan.read"     // the project of a case: goals and actions of one section
	PlanWrite    Action = "plan.write"    // draft a version, its goals and actions of one section
	PlanSign     Action = "plan.sign"     // gather signatures, sign, void what was signed too early
	PlanCheck    Action = "plan.check"    // check how the goals of one section go
	ActionRecord Action = "action.record" // what happens to an action of one section: start, hours, end

	FollowUpAnswer Action = "followup.answer" // how things go after the end of an episode

	DocumentList     Action = "document.list"     // the zone's register: number, model, day, protocol, never what a document says
	DocumentRead     Action = "document.read"     // a document of one section: title, text, files
	DocumentMake     Action = "document.make"     // likewise, to produce one or bring one in
	DocumentRegister Action = "document.register" // protocol number, void
	DocumentBatch    Action = "document.batch"    // the same document for many cases
	DocumentSettle   Action = "document.settle"   // letterhead, wording of the models

	OverviewRead Action = "overview.read" // the zone's figures
	OverviewOpen Action = "overview.open" // the cases behind the zone's figures, and the load by name
	OverviewOwn  Action = "overview.own"  // the figures of the cases that I manage

	UserList    Action = "user.list"    // accounts with their roles
	UserManage  Action = "user.manage"  // make, change, disable an account
	RoleConfirm Action = "role.confirm" // second person for a role that opens cases
	Colleagues  Action = "colleagues"   // names of those who work on cases, to choose one
	AuditRead   Action = "audit.read"   // the log of accesses
	AuditVerify Action = "audit.verify" // checkpoints, proofs, whether the log is whole
	PartyManage Action = "party.manage" // who receives the daily checkpoint
	ZoneSettle  Action = "zone.settle"  // seats, bodies, teams of the zone
	MailSettle  Action = "mail.settle"  // the zone's mail server, what waits to leave, calls to other systems
	MailSend    Action = "mail.send"    // take what waits and send it
	ProfileUse  Action = "profile.use"  // own account: password, second factor, sessions, tokens, saved views, drafts
)

// Actions lists every action in the order of the permission table.
var Actions = []Action{
	HomeRead,
	CaseList, CaseDetails, CaseExport, CaseOpen, CaseGlass, CaseCreate, CaseMove, CaseDate, CaseTeam, CaseJustice, CaseAssign,
	CaseSuspend, CaseResume, CaseClose, CaseReopen, NoteRead, NoteWrite,
	HandOverAsk, HandOverAnswer, HandOverUndo, HandOverBulk,
	GlassReview, ReadersRead,
	PersonRead, PersonCreate, PersonCorrect, PersonMerge, PersonSplit,
	ImportRun,
	ReferralSend, ReferralList, ReferralRead, ReferralReply, ReferralAssess, StepAnswer,
	SittingList, SittingRead, SittingCall, SittingReply, SittingRun, SittingCase, SittingDecide,
	MinutesRead, MinutesExtract, MinutesApprove, MinutesAdd,
	AssessmentRead, AssessmentRate, AssessmentBegin, AssessmentClose,
	PlanRead, PlanWrite, PlanSign, PlanCheck, ActionRecord, FollowUpAnswer,
	DocumentList, DocumentRead, DocumentMake, DocumentRegister, DocumentBatch, DocumentSettle, OverviewRead, OverviewOpen, OverviewOwn,
	UserList, UserManage, RoleConfirm, Colleagues, AuditRead, AuditVerify, PartyManage, ZoneSettle, MailSettle, MailSend, ProfileUse,
}

// Role is what somebody is in a zone. The case manager is an assignment on a case, not a role.
type Role string

// The roles, with the names that the demo's file gives them. System is the program itself, acting for whoever runs its commands.
const (
	Coordinator         Role = "coordinator"
	SocialWorker        Role = "social_worker"
	EmploymentOfficer   Role = "employment_officer"
	HealthWorker        Role = "health_worker"
	Secretary           Role = "secretary"
	Referrer            Role = "referrer"
	Tutor               Role = "tutor"
	Director            Role = "director"
	Administrator       Role = "administrator"
	RegionalCoordinator Role = "regional_coordinator"
	Auditor             Role = "auditor"
	System              Role = "system"
)

// Roles lists the roles that an account can have.
var Roles = []Role{Coordinator, SocialWorker, EmploymentOfficer, HealthWorker, Secretary, Referrer, Tutor, Director, Administrator,
	RegionalCoordinator, Auditor}

// OpensCases tells whether a role lets its holder see people; such a role needs a coordinator's confirmation.
func (r Role) OpensCases() bool {
	switch r {
	case Coordinator, SocialWorker, EmploymentOfficer, HealthWorker, Secretary:
		return true
	}
	return false
}

// Section is a part of the diary with its own readers.
type Section string

// The sections. Health and justice are sealed in the database.
const (
	Common  Section = "common"
	Social  Section = "social"
	Health  Section = "health"
	Work    Section = "work"
	Justice Section = "justice"
)

// Sections lists the sections in the order in which pages show them.
var Sections = []Section{Common, Social, Health, Work, Justice}

// Sealed tells whether the texts of a section are encrypted in the database.
func (s Section) Sealed() bool { return s == Health || s == Justice }

// Kind is the kind of thing that an action is about.
type Kind string

// The kinds of resources.
const (
	Zone     Kind = "zone"
	Case     Kind = "case"
	Person   Kind = "person"
	Note     Kind = "note"
	HandOver Kind = "handover"
	Glass    Kind = "glass"
	Import   Kind = "import"
	Account  Kind = "account"
	Referral Kind = "referral"
	Step     Kind = "step"
	Sitting  Kind = "sitting"
	Item     Kind = "sitting_item"
	Minutes  Kind = "minutes"
	FollowUp Kind = "follow_up"
	Paper    Kind = "document"
)
