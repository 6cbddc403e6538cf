namespace DenseEdge.Cli.Doctoring;

/// <summary>Cameras and GPIO chips that the kernel shows, and whether this user may open them.</summary>
internal static class DeviceExam
{
    /// <summary>Looks for devices.</summary>
    /// <param name="root">The folder that has dev and sys in it.</param>
    public static IEnumerable<DoctorFinding> Examine(string root)
        => Kind(root, "cameras", "video", "video", path => CameraName(root, path))
            .Concat(Kind(root, "gpio", "gpiochip", "gpio", _ => null));

    private static IEnumerable<DoctorFinding> Kind(
        string root, string area, string prefix, string group, Func<string, string?> name)
    {
        string folder = Path.Combine(root, "dev");
        string[] devices = Directory.Exists(folder)
            ? [.. Directory.GetFileSystemEntries(folder, $"{prefix}*")
                .Where(path => int.TryParse(Path.GetFileName(path).AsSpan(prefix.Length), out _))
                .OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)]
            : [];
        return devices.Length == 0
            ? [new DoctorFinding(area, $"/dev/{prefix}*", FindingState.Absent, "none")]
            : devices.Select(path => Device(path, area, group, name(path)));
    }

    private static DoctorFinding Device(string path, string area, string group, string? name)
    {
        string device = $"/dev/{Path.GetFileName(path)}";
        string found = name is null ? string.Empty : $"{name}, ";
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite).Dispose();
            return new DoctorFinding(area, device, FindingState.Good, $"{found}may be opened");
        }
        catch (UnauthorizedAccessException)
        {
            return new DoctorFinding(
                area, device, FindingState.Absent, $"{found}may not be opened by this user",
                $"Run: sudo usermod -aG {group} $USER, and log in again.");
        }
        catch (IOException exception)
        {
            return new DoctorFinding(area, device, FindingState.Absent, $"{found}{exception.Message}");
        }
    }

    private static string? CameraName(string root, string path)
    {
        string file = Path.Combine(root, "sys/class/video4linux", Path.GetFileName(path), "name");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
