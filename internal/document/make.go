package document

import (
	"context"
	"errors"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

var errNotYet = fault.Wrap(errors.New("not yet"), "document")

func (r *Room) preview(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (Draft, error) {
	return Draft{}, errNotYet
}

func makeIn(tx *gate.WriteTx, c casefile.Case, res policy.Resource, x Produced) (Document, error) {
	return Document{}, errNotYet
}

// Make writes a document and keeps it.
func (r *Room) Make(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (Document, error) {
	return Document{}, errNotYet
}

// Of lists the documents of a case that who may read, the newest first.
func (r *Room) Of(ctx context.Context, who gate.Actor, caseID value.ID) ([]Document, error) {
	return nil, errNotYet
}
