using System.Text.RegularExpressions;

namespace DenseEdge.Cameras.Addresses;

/// <summary><c>dir:///path</c>, the images of a folder in the order of their names; <c>dir:///path/frame_%04d.png</c>,
/// numbered images in the order of their numbers; <c>dir:///path/one.png</c>, one image.</summary>
internal sealed partial record ImagesAddress(string Name) : CameraAddress(Name)
{
    internal required string Path { get; init; }

    internal required bool Loop { get; init; }

    /// <summary>Images per second; 0 as fast as they are asked for.</summary>
    internal required double FramesPerSecond { get; init; }

    internal static bool IsPattern(string path)
        => System.IO.Path.GetFileName(path) is { } name && NumberedName.TryParse(name, out _);

    internal static ImagesAddress Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        if (parts.Authority.Length > 0 || parts.Path.Length == 0)
        {
            options.AddFault("expected three slashes and a whole path, dir:///path, or the path alone");
        }

        ImagesAddress address = new(parts.Name)
        {
            Path = Uri.UnescapeDataString(Number().Replace(parts.Path, "%25$1")),
            Loop = options.Switch("loop") ?? false,
            FramesPerSecond = options.Number("fps", 0, CameraLimits.FramesPerSecond) ?? 0,
        };
        options.Finish();
        return address;
    }

    // C's notation for a number, which must not be taken for a percent escape; %d0 is one, %d. is none.
    [GeneratedRegex("%(0[1-9]d|d(?![0-9A-Fa-f]))")]
    private static partial Regex Number();
}
