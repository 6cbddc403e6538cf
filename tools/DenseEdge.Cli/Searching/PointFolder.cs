using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Searching;

/// <summary>Writes what a user takes away of a chosen network: the model, its genotype in the authors' format, its
/// certificate.</summary>
internal static class PointFolder
{
    private const string ModelFile = "model.onnx";
    private const string GenotypeFile = "atrc_genotype.json";

    /// <summary>Writes the folder.</summary>
    /// <param name="study">The study.</param>
    /// <param name="plan">What was searched.</param>
    /// <param name="genotype">The network.</param>
    /// <param name="trained">What became of it.</param>
    /// <param name="budgetsMs">The budgets that it is the answer to.</param>
    /// <returns>The folder.</returns>
    public static string Write(
        StudyFolder study, SearchPlan plan, Genotype genotype, TrainedPoint trained, IReadOnlyList<double> budgetsMs)
    {
        string folder = StudyFiles.Point(study, genotype);
        string model = Path.Combine(folder, ModelFile);
        StudyFiles.Copy(trained.ModelPath, model);
        RunFolder.WriteText(Path.Combine(folder, GenotypeFile), genotype.ToJson());
        DeviceProfile profile = plan.Profile;
        new Certificate
        {
            Model = ModelFile,
            ModelSha256 = ModelDigest.Of(model),
            Genotype = genotype,
            Deployment = profile.Deployment,
            DeviceKey = profile.Identity.Key,
            Device = profile.Identity,
            BudgetsMs = budgetsMs,
            Measurement = trained.Measured,
            ReferenceSha256 = profile.ReferenceDigest,
            ReferenceMs = profile.ReferenceMs,
        }.Save(StudyFiles.Certificate(study, genotype));
        return folder;
    }
}
