package document

import (
	"slices"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// VoidIn voids a document of a case inside another command that has decided and that takes back what the document was made for. One that was voided
// already stays as it is; one of another case is NotFound.
func VoidIn(tx *gate.WriteTx, c casefile.Case, id value.ID, why string) error {
	var caseID value.ID
	var voided value.Instant
	if err := tx.One("SELECT case_id, voided_at FROM document WHERE zone = $1 AND id = $2", []any{tx.Zone(), id}, &caseID, &voided); err != nil {
		return err
	}
	if !slices.Contains(c.Cases(), caseID) {
		return fault.Missing()
	}
	if !voided.IsZero() {
		return nil
	}
	return tx.Update("document", id, gate.Row{"voided_at": tx.Now(), "voided_by": tx.Who().Account, "voided_why": why})
}
