package browser

import (
	"github.com/chromedp/chromedp"
)

// papers are documents of the invented world.
type papers struct {
	caseID, produced, brought, scan, voidable, batch string
}

func (f *fixture) findPapers() (p papers) {
	const of = "SELECT d.id FROM document d JOIN case_file c ON c.zone = d.zone AND c.id = d.case_id WHERE d.zone = $1 AND d.section = 'common' AND d.voided_at IS NULL AND "
	p.produced = f.find(of + "d.model = 'PROGETTO' ORDER BY d.year, d.number LIMIT 1")
	p.voidable = f.find(of + "d.model <> '' AND d.protocol_number IS NULL ORDER BY d.year, d.number LIMIT 1")
	p.caseID = f.find("SELECT case_id FROM document WHERE zone = $1 AND id = $2", p.produced)
	p.brought = f.find(of + "d.model = '' ORDER BY d.year, d.number LIMIT 1")
	p.scan = f.find("SELECT id FROM attachment WHERE zone = $1 AND subject = 'document' AND subject_id = $2 LIMIT 1", p.brought)
	p.batch = f.find("SELECT id FROM document_batch WHERE zone = $1 ORDER BY made_at LIMIT 1")
	return p
}

func (f *fixture) documentPages() []visit {
	p := f.findPapers()
	page, one := "/casi/"+p.caseID+"/documenti", "/documento/"+p.produced
	const wording = "/documenti/carta/CONVOCAZIONE/it"
	return []visit{
		{route: "/casi/{id}/documenti", user: "coordinator", path: page},
		{route: "/casi/{id}/documenti", user: "social-worker", path: "/casi/" + f.mine + "/documenti"},
		{route: "/casi/{id}/documenti/nuovo", user: "coordinator", path: page + "/nuovo?modello=INFORMATIVA"},
		{route: "/documento/{id}", user: "coordinator", path: one},
		{route: "/documento/{id}", user: "coordinator", path: "/documento/" + p.brought},
		{route: "/documento/{id}/registro", user: "secretary", path: one + "/registro"},
		{route: "/documento/{id}/annulla", user: "secretary", path: "/documento/" + p.voidable + "/annulla"},
		{route: "/documenti", user: "coordinator", path: "/documenti"},
		{route: "/documenti", user: "secretary", path: "/documenti?anno=2001"}, // nothing
		{route: "/documenti/nuovo", user: "coordinator", path: "/documenti/nuovo?modello=RELAZIONE_ANNUALE"},
		{route: "/documenti/lotti", user: "coordinator", path: "/documenti/lotti"},
		{route: "/documenti/lotti/nuovo", user: "coordinator", path: "/documenti/lotti/nuovo?stato=IN_ATTUAZIONE"},
		{route: "/documenti/lotti/nuovo", user: "coordinator", way: func(b *browser) {
			b.goTo("/documenti/lotti/nuovo?stato=IN_ATTUAZIONE")
			b.press("Crea i documenti")
		}, status: 422},
		{route: "/documenti/lotti/{id}", user: "coordinator", path: "/documenti/lotti/" + p.batch},
		{route: "/documenti/carta", user: "administrator", path: "/documenti/carta"},
		{route: "/documenti/carta/{modello}/{lingua}", user: "coordinator", path: wording},
		{route: "/documenti/carta/{modello}/{lingua}", user: "coordinator", way: func(b *browser) {
			b.goTo(wording)
			b.write("#f-body", "Gentile {{persona.nom}},\n{{caso.nume}}")
			b.leads(chromedp.Click(`main form[method=post] button[type=submit].btn-primary`))
		}, status: 422},
		{route: "/documenti/carta/{modello}/{lingua}/ripristina", user: "coordinator", path: wording + "/ripristina"},
	}
}

func (f *fixture) documentFiles() []visit {
	p := f.findPapers()
	one := "/documento/" + p.produced
	return []visit{
		{route: "/documento/{id}/file/{formato}", user: "coordinator", path: one + "/file/pdf"},
		{route: "/documento/{id}/allegati/{file}", user: "coordinator", path: "/documento/" + p.brought + "/allegati/" + p.scan},
		{route: "/documenti/documenti.xlsx", user: "secretary", path: "/documenti/documenti.xlsx"},
		{route: "/documenti/lotti/{id}/documenti.zip", user: "coordinator", path: "/documenti/lotti/" + p.batch + "/documenti.zip"},
		{route: "/documenti/carta/logo.png", user: "coordinator", path: "/documenti/carta/logo.png"},
		{route: "/documenti/carta/{modello}/{lingua}/prova.pdf", user: "coordinator", path: "/documenti/carta/INFORMATIVA/uk/prova.pdf"},
	}
}
