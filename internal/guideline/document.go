package guideline

// DocumentModel is a kind of document that the service produces.
type DocumentModel struct {
	Entry
	Subject   string   `json:"subject"`            // one of the subjects of documents: what its fields are about
	Section   string   `json:"section"`            // who may read what is produced, and the strictest fields that it may hold
	Languages []string `json:"languages"`          // ISO 639 codes, the first is the one offered first
	Signs     []string `json:"signs,omitempty"`    // who signs: person, case_manager, coordinator, referrer, host, promoter
	Notice    bool     `json:"notice,omitempty"`   // speaks to the person, in plain words
	Editable  bool     `json:"editable,omitempty"` // its text may be edited before it is produced
}

// The subjects of documents.
const (
	AboutCase       = "case"
	AboutReferral   = "referral"
	AboutSitting    = "sitting"
	AboutAssessment = "assessment"
	AboutPlan       = "plan"
	AboutAction     = "action"
	AboutClosure    = "closure"
	AboutZone       = "zone" // about nobody
)

// Documents are the models of documents with their templates.
type Documents struct {
	Models []DocumentModel

	sources map[string]string // by code and language
}

// Model finds a model by its code.
func (d *Documents) Model(code string) (DocumentModel, bool) { return find(d.Models, code) }

// Source is the template of a model in a language; false if there is none.
func (d *Documents) Source(code, lang string) (string, bool) {
	s, ok := d.sources[code+"."+lang]
	return s, ok
}
