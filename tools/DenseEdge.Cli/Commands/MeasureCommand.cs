using System.CommandLine;
using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge measure, which the program calls itself, here or on another device.</summary>
internal static class MeasureCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string?> job = new("job")
        {
            Description = "The models to measure, and how (JSON).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> result = new("--out") { Description = "File for the measurements.", HelpName = "file" };
        Option<bool> identity = new("--identity") { Description = "Print which device this is, in place of measuring." };
        Option<int> threads = CommonOptions.Threads();
        Option<ExecutionProvider?> engine = new("--engine") { Description = "What computes, for --identity." };
        Option<bool> attached = new("--attached") { Description = "Stop when standard input ends: nobody waits any more." };
        Command command = new("measure", "Measure networks on this device.") { job, result, identity, threads, engine, attached };
        command.Hidden = true;
        command.Validators.Add(parsed =>
        {
            bool hasJob = parsed.GetValue(job) is not null && parsed.GetValue(result) is not null;
            if (hasJob == parsed.GetValue(identity))
            {
                parsed.AddError("Expected a job and --out, or --identity.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(identity)
            ? MeasureVerb.PrintIdentity(parsed.GetValue(engine), parsed.GetValue(threads))
            : MeasureVerb.Run(
                parsed.GetRequiredValue(job)!, parsed.GetRequiredValue(result)!, parsed.GetValue(attached), cancellation)));
        return command;
    }
}
