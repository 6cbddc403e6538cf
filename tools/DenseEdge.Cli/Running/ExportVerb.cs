using DenseEdge.Cli.Exporting;
using DenseEdge.Onnx;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Export;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge export.</summary>
internal static class ExportVerb
{
    /// <summary>Exports a network for a target; writes the model and, beside it, a report.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns><see cref="ExitCodes.FinerPrecision"/> if the accuracy budget led to a finer precision than asked.</returns>
    public static int Run(ExportArguments arguments, CancellationToken cancellation)
    {
        ExportPlan plan = ExportPlanner.Plan(arguments);
        ExportReport report;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            report = ExportPipeline.Run(plan, display, cancellation);
        }

        Console.WriteLine(ExportReportText.Describe(report));
        Console.WriteLine($"  report   {report.Plan.ReportPath}");
        RandomWeightsWarning.Write(Console.Out, report.Metadata);
        return report.Plan.Precision == report.Wanted ? ExitCodes.Done : ExitCodes.FinerPrecision;
    }

    /// <summary>Writes the plain ONNX file of a trained network.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="path">The file.</param>
    /// <returns>What the model holds.</returns>
    public static OnnxModelSummary Export(TrainedNetwork trained, string path) =>
        OnnxExporter.Export(trained.Network, path, trained.Configuration.DataName);
}
