using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Contracts;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>Where a search keeps what is no job's own.</summary>
internal static class StudyFiles
{
    /// <summary>The file of the study's copy of the profile.</summary>
    public const string ProfileFile = "device.json";

    /// <summary>The file of the study's copy of the reference network.</summary>
    public const string ReferenceFile = "reference.onnx";

    /// <summary>The folder of models that are built only to be measured.</summary>
    public const string BuildsFolder = "builds";

    /// <summary>The study's copy of the profile.</summary>
    /// <param name="study">The study.</param>
    public static string Profile(StudyFolder study) => Path.Combine(study.Path, ProfileFile);

    /// <summary>The folder of models that are built only to be measured.</summary>
    /// <param name="study">The study.</param>
    public static string Builds(StudyFolder study) => Directory.CreateDirectory(Path.Combine(study.Path, BuildsFolder)).FullName;

    /// <summary>The folder of a chosen network: model.onnx, atrc_genotype.json and certificate.json.</summary>
    /// <param name="study">The study.</param>
    /// <param name="genotype">The network.</param>
    public static string Point(StudyFolder study, Genotype genotype)
        => Directory.CreateDirectory(Path.Combine(study.Path, "points", GenotypeName.Of(genotype))).FullName;

    /// <summary>The certificate of a chosen network.</summary>
    /// <param name="study">The study.</param>
    /// <param name="genotype">The network.</param>
    public static string Certificate(StudyFolder study, Genotype genotype)
        => Path.Combine(Point(study, genotype), "certificate.json");

    /// <summary>The study's copy of the reference network.</summary>
    /// <param name="study">The study.</param>
    public static string Reference(StudyFolder study) => Path.Combine(study.Path, ReferenceFile);

    /// <summary>A path as it stands in front.json.</summary>
    /// <param name="study">The study.</param>
    /// <param name="path">A path in it.</param>
    public static string Relative(StudyFolder study, string path) => Path.GetRelativePath(study.Path, path).Replace('\\', '/');

    /// <summary>Copies a file so that it is there whole or not at all.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its copy; replaced.</param>
    public static void Copy(string from, string to)
    {
        string temporary = $"{to}.tmp-copy";
        File.Copy(from, temporary, overwrite: true);
        File.Move(temporary, to, overwrite: true);
    }
}
