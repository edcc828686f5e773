package sitting

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

var errNotYet = fault.New(fault.Internal, text.InternalFault)

func (r *Room) View(ctx context.Context, who gate.Actor, id value.ID) (View, error) {
	return View{}, errNotYet
}
func (r *Room) ItemView(ctx context.Context, who gate.Actor, itemID value.ID) (ItemView, error) {
	return ItemView{}, errNotYet
}
func (r *Room) List(ctx context.Context, who gate.Actor, q ListQuery) (Page, error) {
	return Page{}, errNotYet
}
func (r *Room) MakeMinutes(ctx context.Context, who gate.Actor, id value.ID) error { return errNotYet }
func (r *Room) Approve(ctx context.Context, who gate.Actor, id value.ID) error     { return errNotYet }
func (r *Room) Add(ctx context.Context, who gate.Actor, id, itemID value.ID, words string) error {
	return errNotYet
}
func (r *Room) Minutes(ctx context.Context, who gate.Actor, id value.ID) (MinutesView, error) {
	return MinutesView{}, errNotYet
}
