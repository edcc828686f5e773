package intake

import (
	"siil/internal/attachment"
	"siil/internal/gate"
	"siil/internal/referral"
)

// attach gives the files that came with a form to the referral.
func (r *Room) attach(tx *gate.WriteTx, slot string, s referral.Sheet) error {
	return nil
}

// files lists the files of a referral. The caller has decided.
func files(tx *gate.ReadTx, s referral.Sheet) ([]attachment.File, error) {
	return nil, nil
}
