// Package job does the work that no request asks for. What is due stands in the database, so a restart forgets nothing and two processes
// do nothing twice: mail and calls that leave, the daily checkpoint of the log to the parties of the agreement, tidying.
package job

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"siil/internal/gate"
	"siil/internal/outbox"
)

// Task is work that is done again and again: at the start, then so long after it ended.
type Task struct {
	Name  string
	Every time.Duration
	Do    func(ctx context.Context) error
}

// Runner runs the tasks of one process, each beside the others, so that a slow mail server keeps nothing else waiting.
type Runner struct {
	log   *slog.Logger
	tasks []Task
}

// New makes a runner.
func New(log *slog.Logger, tasks ...Task) *Runner { return &Runner{log: log, tasks: tasks} }

// Tasks are the program's: what leaves, every twenty seconds; the checkpoint and what each tidy removes, every quarter of an hour, which do
// something once a day.
func Tasks(g *gate.Gate, log *slog.Logger, out *outbox.Room, tidy ...func(ctx context.Context) error) []Task {
	daily := &daily{g: g, do: tidy}
	post := &checkpoints{g: g, log: log, out: out}
	return []Task{{"deliver", 20 * time.Second, out.Deliver}, {"tidy", 15 * time.Minute, daily.run}, {"checkpoint", 15 * time.Minute, post.run}}
}

// Run works until the context ends and what had begun has ended.
func (r *Runner) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, t := range r.tasks {
		all.Go(func() { r.repeat(ctx, t) })
	}
	all.Wait()
}

func (r *Runner) repeat(ctx context.Context, t Task) {
	for {
		r.try(ctx, t)
		wait := time.NewTimer(t.Every)
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-wait.C:
		}
	}
}

// try does a task once. A failure is written down; the next time may go better.
func (r *Runner) try(ctx context.Context, t Task) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("job", "task", t.Name, "cause", fmt.Sprintf("panic: %v", p), "stack", string(debug.Stack()))
		}
	}()
	if err := t.Do(ctx); err != nil && ctx.Err() == nil {
		r.log.Error("job", "task", t.Name, "cause", err.Error())
	}
}

// Once does every task, one after the other.
func (r *Runner) Once(ctx context.Context) {
	for _, t := range r.tasks {
		r.try(ctx, t)
	}
}
