package sitting

import (
	"context"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

var errNotYet = fault.New(fault.Internal, text.InternalFault)

func (r *Room) Call(ctx context.Context, who gate.Actor, in Calling) (value.ID, error) {
	return "", errNotYet
}
func (r *Room) Change(ctx context.Context, who gate.Actor, id value.ID, version int, in Calling) error {
	return errNotYet
}
func (r *Room) Cancel(ctx context.Context, who gate.Actor, id value.ID, version int, why string) error {
	return errNotYet
}
func (r *Room) Proposed(ctx context.Context, who gate.Actor) ([]Proposal, error) { return nil, errNotYet }
func (r *Room) Order(ctx context.Context, who gate.Actor, id value.ID, version int, items []value.ID) error {
	return errNotYet
}
func (r *Room) AddCase(ctx context.Context, who gate.Actor, id, caseID value.ID, why string) error {
	return errNotYet
}
func (r *Room) RemoveCase(ctx context.Context, who gate.Actor, id, itemID value.ID) error {
	return errNotYet
}
func (r *Room) AnswerCall(ctx context.Context, who gate.Actor, id value.ID, comes bool, why string) error {
	return errNotYet
}
func (r *Room) StepOut(ctx context.Context, who gate.Actor, itemID value.ID, why string) error {
	return errNotYet
}
func (r *Room) StepBack(ctx context.Context, who gate.Actor, itemID value.ID) error { return errNotYet }
func (r *Room) Ask(ctx context.Context, who gate.Actor, itemID value.ID, words string) error {
	return errNotYet
}
func (r *Room) Open(ctx context.Context, who gate.Actor, id value.ID) error { return errNotYet }
func (r *Room) Attend(ctx context.Context, who gate.Actor, id value.ID, present []value.ID) error {
	return errNotYet
}
func (r *Room) Start(ctx context.Context, who gate.Actor, itemID value.ID) error    { return errNotYet }
func (r *Room) Postpone(ctx context.Context, who gate.Actor, itemID value.ID) error { return errNotYet }
func (r *Room) Close(ctx context.Context, who gate.Actor, id value.ID) error        { return errNotYet }
func (r *Room) Write(ctx context.Context, who gate.Actor, itemID value.ID, in Field) (Field, error) {
	return Field{}, errNotYet
}
func (r *Room) Focus(ctx context.Context, who gate.Actor, itemID value.ID, name string, on bool) error {
	return errNotYet
}
func (r *Room) Decide(ctx context.Context, who gate.Actor, id value.ID, in Deciding) (value.ID, error) {
	return "", errNotYet
}
func (r *Room) Reopen(ctx context.Context, who gate.Actor, itemID value.ID) error { return errNotYet }
func (r *Room) View(ctx context.Context, who gate.Actor, id value.ID) (View, error) {
	return View{}, errNotYet
}
func (r *Room) ItemView(ctx context.Context, who gate.Actor, itemID value.ID) (ItemView, error) {
	return ItemView{}, errNotYet
}
func (r *Room) List(ctx context.Context, who gate.Actor, q ListQuery) (Page, error) {
	return Page{}, errNotYet
}
func (r *Room) Tick(ctx context.Context, who gate.Actor, id value.ID) (int64, error) {
	return 0, errNotYet
}
func (r *Room) MakeMinutes(ctx context.Context, who gate.Actor, id value.ID) error { return errNotYet }
func (r *Room) Approve(ctx context.Context, who gate.Actor, id value.ID) error     { return errNotYet }
func (r *Room) Add(ctx context.Context, who gate.Actor, id, itemID value.ID, words string) error {
	return errNotYet
}
func (r *Room) Minutes(ctx context.Context, who gate.Actor, id value.ID) (MinutesView, error) {
	return MinutesView{}, errNotYet
}
