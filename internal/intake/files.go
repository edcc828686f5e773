package intake

import (
	"siil/internal/attachment"
	"siil/internal/gate"
	"siil/internal/referral"
)

// FilesOf is the subject of the files that belong to a referral.
const FilesOf = "referral"

// attach gives the files that came with a form to the referral.
func (r *Room) attach(tx *gate.WriteTx, slot string, s referral.Sheet) error {
	_, err := attachment.Attach(tx, tx.Who().Account, slot, s.PersonID, FilesOf, s.ID)
	return err
}

// files lists the files of a referral. The caller has decided.
func files(tx *gate.ReadTx, s referral.Sheet) ([]attachment.File, error) {
	return attachment.Of(tx, s.PersonID, s.ID)
}
