using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;

namespace DenseEdge.Cli.Exporting;

/// <summary>A model in one precision that the target accepts.</summary>
/// <param name="Plan">How it was made.</param>
/// <param name="Model">The model.</param>
/// <param name="Steps">The changes of the graph, in order.</param>
/// <param name="Lint">What the linter found; no errors.</param>
internal sealed record ConvertedModel(
    ExportPlan Plan, OnnxModel Model, IReadOnlyList<ExportStep> Steps, LintReport Lint);
