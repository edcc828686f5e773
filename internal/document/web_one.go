package document

import (
	"net/http"
	"strconv"

	"siil/internal/attachment"
	"siil/internal/blank"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// onePage is one document as its reader sees it.
type onePage struct {
	*page
	d     Document
	html  string
	by    map[value.ID]string
	keeps bool
}

func (r *Room) getOne(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	p := &onePage{page: r.newPage(req, who)}
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		var words string
		if p.d, words, err = read(tx, id); err != nil {
			return err
		}
		if p.c, p.res, err = standing(tx, p.d); err != nil {
			return err
		}
		if p.html, err = blank.HTML(words); err != nil {
			return err
		}
		p.keeps = tx.May(policy.DocumentRegister, p.res)
		p.by, err = names(tx)
		return err
	})
	if err != nil {
		return err
	}
	return ui.Render(w, req, http.StatusOK, oneDocument(p))
}

func (p *onePage) crumbs() []ui.Crumb {
	own := ui.Crumb{Label: text.Raw(p.d.Reference(p.lang.Code()))}
	if p.c.ID == "" {
		return []ui.Crumb{{Label: text.PaperRegister, Href: pathRegister}, own}
	}
	return casefile.Crumbs(p.c, ui.Crumb{Label: text.TabDocuments, Href: p.path(under)}, own)
}

// facts say what the document is, who made it, its protocol.
func (p *onePage) facts() []ui.Fact {
	label, _ := p.r.section(p.d.Section)
	out := []ui.Fact{
		{Label: text.PaperNumber, Value: text.Raw(p.d.Short()), Note: text.Raw(p.d.OnDay.Format())},
		{Label: text.PaperModel, Value: p.r.modelName(p.d.Model), Note: p.languageNote()},
		{Label: text.PaperBy, Value: text.Raw(p.by[p.d.MadeBy])},
		{Label: text.PaperSection, Value: label},
	}
	if p.d.ProtocolNumber != "" {
		return append(out, ui.Fact{Label: text.PaperProtocol, Value: text.Raw(p.d.ProtocolNumber), Note: text.Raw(p.d.ProtocolOn.Format()), Mark: ui.Done})
	}
	if p.d.Voided() {
		return out // nobody waits for its number
	}
	return append(out, ui.Fact{Label: text.PaperProtocol, Value: text.PaperNoProtocol, Mark: ui.Missing})
}

func (p *onePage) languageNote() text.T {
	if p.d.Brought() || p.d.Lang == text.Italian.Code() {
		return text.T{}
	}
	return languageWords(p.d.Lang)
}

// kindOfFile is the media type of a format.
var kindOfFile = map[string]string{PDF: "application/pdf", ODT: "application/vnd.oasis.opendocument.text"}

func (r *Room) getFile(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	format := req.PathValue("formato")
	if kindOfFile[format] == "" {
		return fault.Missing()
	}
	d, content, err := r.Open(req.Context(), who, id, format)
	if err != nil {
		return err
	}
	ui.Download(w, kindOfFile[format], d.FileName(format))
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	_, _ = w.Write(content) // the reader may have gone away
	return nil
}

// getAttached gives a file of a document that was brought in.
func (r *Room) getAttached(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	file, err := ui.PathID(req, "file")
	if err != nil {
		return err
	}
	var answer func(http.ResponseWriter)
	err = r.g.Read(req.Context(), who, func(tx *gate.ReadTx) error {
		if _, _, err := decided(tx, id); err != nil {
			return err
		}
		_, subject, of, err := attachment.Subject(tx, file)
		if err != nil {
			return err
		}
		if subject != SubjectDocument || of != id {
			return fault.Missing()
		}
		answer, err = attachment.Answer(tx, req, file)
		return err
	})
	if err != nil {
		return err
	}
	answer(w)
	return nil
}
