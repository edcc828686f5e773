package outbox

import (
	"context"
	"time"

	"siil/internal/account"
	"siil/internal/gate"
	"siil/internal/value"
)

// Hear is account.Options.Notify: the holder of an account is told what happened to it. It keeps the notice beside the request, which does not wait.
func (r *Room) Hear(kind account.Notice, zone string, holder value.ID) {
	now := r.g.Now()
	n := Notice{Account: holder, Code: "access_changed", Args: []string{string(kind), now.Date().ISO(), now.Clock()}, Path: "/profilo"}
	if kind == account.NewDevice {
		n.Code, n.Args, n.Path = "device_new", n.Args[1:], "/profilo/sessioni"
	}
	r.hearing.Add(1)
	go func() {
		defer r.hearing.Done()
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if err := r.g.Quiet(ctx, zone, func(tx *gate.WriteTx) error { return Tell(tx, n) }); err != nil {
			r.opts.Log.Error("notice not kept", "notice", n.Code, "cause", err.Error())
		}
	}()
}

// Wait returns when every notice heard is kept.
func (r *Room) Wait() { r.hearing.Wait() }
