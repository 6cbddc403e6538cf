using DenseEdge.Cli.Running;
using Spectre.Console;

namespace DenseEdge.Cli.Finetuning;

/// <summary>denseedge finetune.</summary>
internal static class FinetuneVerb
{
    /// <summary>Fine-tunes the integer model of a run for a target; writes the model and, beside it, a report.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(FinetuneArguments arguments, CancellationToken cancellation)
    {
        FinetunePlan plan = FinetunePlan.Of(arguments);
        FinetuneReport report;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            report = FinetunePipeline.Run(plan, display, cancellation);
        }

        FinetuneText.Print(AnsiConsole.Console, report);
        return 0;
    }
}
