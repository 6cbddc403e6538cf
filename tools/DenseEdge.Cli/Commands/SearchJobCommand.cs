using System.CommandLine;
using DenseEdge.Cli.Searching;
using DenseEdge.Search.Launching;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge search-job: hidden, because launchers use it, not people.</summary>
internal static class SearchJobCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> study = new("study") { Description = "The folder of a study." };
        Argument<string> job = new("job") { Description = "One of its jobs." };
        Option<bool> attached = new(LocalLauncher.ParentFlag) { Description = "End when standard input does." };
        Command command = new(Launchers.WorkerVerb, "Do one job of a study.") { study, job, attached };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => SearchJobVerb.RunAsync(
            parsed.GetRequiredValue(study), parsed.GetRequiredValue(job), parsed.GetValue(attached), cancellation));
        return command;
    }
}
