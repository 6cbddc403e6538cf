using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Doctoring;

/// <summary>Whether a model runs here. Only a frame that is computed proves it: an ONNX Runtime that was built for another GPU
/// lists its provider, loads the model and fails then.</summary>
internal static class ModelExam
{
    private const string Area = "model";

    /// <summary>Loads a model and computes a black frame.</summary>
    /// <param name="path">The model file.</param>
    public static IReadOnlyList<DoctorFinding> Examine(string path)
    {
        try
        {
            using DensePredictor predictor = DensePredictor.Load(path);
            List<DoctorFinding> findings =
                [.. predictor.Refusals.Select(refusal => new DoctorFinding(
                    Area, $"not on {refusal.Provider}", FindingState.Absent, refusal.Reason))];
            using DensePrediction prediction = predictor.Run(
                new Rgb24Image(predictor.Model.InputHeight, predictor.Model.InputWidth));
            string size = $"{predictor.Model.InputHeight}x{predictor.Model.InputWidth}";
            findings.Add(new DoctorFinding(
                Area, path, FindingState.Good, $"computes {predictor.Tasks} of {size} with {predictor.EngineName}"));
            return findings;
        }
        catch (Exception exception) when (exception is EngineException or IOException or InvalidDataException)
        {
            return [new DoctorFinding(Area, path, FindingState.Bad, exception.Message)];
        }
    }
}
