using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>A model is one file.</summary>
internal sealed class ExternalDataRule() : LintRule(
    "GEN-11",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Weights lie in another file",
        Why: "The file alone does not run; copied to a device without the other it fails, and its digest does not "
            + "identify the model.",
        Source: "onnx.ai, external data",
        Advice: "Save the model as one file.",
        Example: "breaks it: an initialiser with data_location EXTERNAL; keeps it: raw_data in the file"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        TensorProto[] outside =
        [
            .. graph.Initializers.Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External),
        ];
        long weightBytes = graph.Initializers.Sum(tensor => (long)tensor.RawData.Length);
        if (outside.Length > 0)
        {
            string file = outside[0].ExternalData.FirstOrDefault(entry => entry.Key == "location")?.Value ?? "an unnamed file";
            yield return Finding(
                $"'{outside[0].Name}'", $"{AndOthers(outside.Length - 1, "initialisers lie", "lies")} in {file}.");
        }
        else if (graph.FileBytes < weightBytes)
        {
            // A file is never smaller than what it holds: the reader has fetched the rest from elsewhere.
            yield return Finding(WholeModel, $"has {weightBytes} bytes of weights in a file of {graph.FileBytes} bytes.");
        }
    }
}
