package document

import (
	"context"
	"strings"

	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// SubjectDocument is what the files of a document that was brought in belong to.
const SubjectDocument = "document"

// AttachSlot is where files wait to be brought into a case.
func AttachSlot(caseID value.ID) string { return "document-" + string(caseID) }

// Adding is a document that is brought in: scans or files that wait in a slot of the account's.
type Adding struct {
	Slot, Title string
	Section     policy.Section
	OnDay       value.Date // the document's own day; absent: today
}

// Add brings a document into a case: files with a title, a section and a number of the register. Whoever may make documents of the section may. It
// fails with Invalid by field (title, section, on, files).
func (r *Room) Add(ctx context.Context, who gate.Actor, caseID value.ID, in Adding) (d Document, err error) {
	in.Title = strings.TrimSpace(in.Title)
	err = r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		c, res, err := casefile.Facts(&tx.ReadTx, caseID)
		if err != nil {
			return err
		}
		if err := tx.DecideWhy(policy.DocumentMake, inSection(res, in.Section), string(in.Section)); err != nil {
			return err
		}
		if in.OnDay.IsZero() {
			in.OnDay = tx.Today()
		}
		d = Document{ID: value.NewID(), Section: in.Section, Lang: text.Italian.Code(), Title: in.Title, CaseID: c.ID, PersonID: c.PersonID, OnDay: in.OnDay, MadeAt: tx.Now(),
			MadeBy: who.Account}
		if err := checkAdding(&tx.ReadTx, who, in); err != nil {
			return err
		}
		if err := number(&tx.ReadTx, &d); err != nil {
			return err
		}
		if err := insert(tx, d, c.EpisodeID, "", ""); err != nil {
			return err
		}
		d.Attached, err = attachment.Attach(tx, who.Account, in.Slot, c.PersonID, SubjectDocument, d.ID)
		return err
	})
	return d, err
}

func checkAdding(tx *gate.ReadTx, who gate.Actor, in Adding) error {
	files, err := attachment.Pending(tx, who.Account, in.Slot)
	if err != nil {
		return err
	}
	var c fault.Check
	c.Needs("title", in.Title, text.PaperTitleNeed, MaxTitle)
	c.Require(!in.OnDay.After(tx.Today()), "on", text.DateInFuture)
	c.Require(len(files) > 0, attachment.FormField, text.PaperFilesNeed)
	return c.Err()
}
