using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling;

/// <summary>The folder beside device.json, from which an interrupted profile resumes: device.json → device.profile/.</summary>
/// <param name="profilePath">The profile.</param>
internal sealed class ProfileFolder(string profilePath)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.ChangeExtension(Path.GetFullPath(profilePath), ".profile");

    /// <summary>The reference network: searches measure beside it too.</summary>
    public string ReferencePath => Path.Combine(Folder, "reference.onnx");

    /// <summary>Jobs that were begun.</summary>
    public string JobsFolder => Path.Combine(Folder, "jobs");

    /// <summary>The measurements so far.</summary>
    public string RecordPath => Path.Combine(Folder, "measurements.json");

    /// <summary>The second measurements of the networks that are held out.</summary>
    public string RepeatedPath => Path.Combine(Folder, "repeated.json");

    /// <summary>What was measured: <see cref="Deployment"/> as text, so that measurements of two deployments never mix.</summary>
    private string DeploymentPath => Path.Combine(Folder, "deployment.txt");

    private string ModelsFolder => Path.Combine(Folder, "models");

    /// <summary>The file of a network to measure.</summary>
    /// <param name="genotype">Its genotype.</param>
    public string ModelPath(Genotype genotype) => Path.Combine(ModelsFolder, $"{GenotypeName.Of(genotype)}.onnx");

    /// <summary>Makes the folder, or refuses one of another deployment.</summary>
    /// <param name="deployment">What is measured now.</param>
    /// <exception cref="InvalidDataException">The folder has measurements of another deployment.</exception>
    public void Open(Deployment deployment)
    {
        Directory.CreateDirectory(ModelsFolder);
        Directory.CreateDirectory(JobsFolder);
        string text = $"{deployment}\n";
        if (!File.Exists(DeploymentPath))
        {
            File.WriteAllText(DeploymentPath, text);
        }
        else if (File.ReadAllText(DeploymentPath) is var found && found != text)
        {
            throw new InvalidDataException(
                $"'{Folder}': expected measurements of {deployment}, found some of {found.Trim()}. "
                + "Name another file for --out, or delete the folder.");
        }
    }

    /// <summary>Finds the reference that a profile's latencies are ratios to.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>Its file.</returns>
    /// <exception cref="InvalidDataException">The file is missing or another one.</exception>
    public string RequireReference(DeviceProfile profile)
    {
        string found = File.Exists(ReferencePath) ? ModelDigest.Of(ReferencePath) : "none";
        return found == profile.ReferenceDigest ? ReferencePath : throw new InvalidDataException(
            $"'{ReferencePath}': expected the reference network of the profile ({profile.ReferenceDigest}), found {found}. "
            + "Keep the folder beside the profile, or profile the device again.");
    }

    /// <summary>Deletes the networks that are measured; the reference stays.</summary>
    public void DeleteModels()
    {
        Directory.Delete(ModelsFolder, recursive: true);
        Directory.Delete(JobsFolder, recursive: true);
    }
}
