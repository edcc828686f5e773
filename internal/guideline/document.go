package guideline

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"siil/internal/blank"
	"siil/internal/policy"
	"siil/internal/text"
)

// DocumentModel is a kind of document that the service produces.
type DocumentModel struct {
	Entry
	Subject   string   `json:"subject"`            // one of the subjects of documents: what its fields are about
	Section   string   `json:"section"`            // who may read what is produced, and the strictest fields that it may hold
	Languages []string `json:"languages"`          // ISO 639 codes, the first is the one offered first
	Signs     []string `json:"signs,omitempty"`    // who signs, in the order of the template's line; see documentSigners
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

// partPrefix begins the names of the flags by which a template lets one choose what goes into a document.
const partPrefix = "parti."

// Parts are the parts that the Tuscan template of a model lets one choose, by the names of their flags without "parti.", in the order of the names.
func (d *Documents) Parts(code string) (out []string) {
	m, ok := d.Model(code)
	if !ok {
		return nil
	}
	source, _ := d.Source(code, m.Languages[0])
	t, flaws := blank.Parse(source)
	if len(flaws) > 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(DocumentFields)) {
		if part, ok := strings.CutPrefix(name, partPrefix); ok && t.Uses(name) {
			out = append(out, part)
		}
	}
	return out
}

// Flaws finds what is wrong with a template for a model: what cannot be read, fields that there are not, and fields that the readers of the
// model's section may not all read. Only without flaws is there a template.
func (m DocumentModel) Flaws(source string) (*blank.Template, []blank.Flaw) {
	t, flaws := blank.Parse(source)
	if len(flaws) > 0 {
		return nil, flaws
	}
	flaws = t.Check(DocumentFields)
	for _, s := range t.Sections(DocumentFields) {
		if s != string(policy.Common) && s != m.Section {
			flaws = append(flaws, blank.Flaw{Line: 1, What: text.GuidelineDocumentSection.With(s)})
		}
	}
	if len(flaws) > 0 {
		return nil, flaws
	}
	return t, nil
}

// load reads the models and their templates.
func (d *Documents) load(files fs.FS) error {
	d.sources = map[string]string{}
	if err := readJSON(files, documentsFile, &struct{ Documents *[]DocumentModel }{&d.Models}); err != nil {
		return err
	}
	for _, m := range d.Models {
		for _, lang := range m.Languages {
			name := m.Code + "." + lang
			raw, err := fs.ReadFile(files, templatePath(name))
			if err != nil {
				return fmt.Errorf("guideline file %s: %w", templatePath(name), err)
			}
			d.sources[name] = string(raw)
		}
	}
	return nil
}

func templatePath(name string) string { return "documents/" + name + ".md" }

var (
	documentSubjects = []string{AboutCase, AboutReferral, AboutSitting, AboutAssessment, AboutPlan, AboutAction, AboutClosure, AboutZone}
	documentSigners  = []string{"person", "case_manager", "coordinator", "author", "service", "referrer", "follower", "promoter", "host"}
)

// documents checks the models of documents, each template with its line.
func (c *checker) documents() {
	checkList(c, documentsFile, c.m.Documents.Models)
	for _, m := range c.m.Documents.Models {
		c.oneOf(documentsFile, m.Code, "subject", m.Subject, documentSubjects...)
		c.section(documentsFile, m.Code, m.Section)
		c.require(len(m.Languages) > 0, documentsFile, m.Code, text.GuidelineNoEntries)
		for _, who := range m.Signs {
			c.oneOf(documentsFile, m.Code, "signs", who, documentSigners...)
		}
		for _, lang := range m.Languages {
			c.require(blank.Speaks(lang), documentsFile, m.Code, text.GuidelineValue.With("languages", lang))
			source, _ := c.m.Documents.Source(m.Code, lang)
			_, flaws := m.Flaws(source)
			for _, f := range flaws {
				c.add(fmt.Sprintf("%s:%d", templatePath(m.Code+"."+lang), f.Line), m.Code, f.What)
			}
		}
	}
}
