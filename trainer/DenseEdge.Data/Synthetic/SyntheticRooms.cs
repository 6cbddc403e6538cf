using System.Globalization;
using DenseEdge.Contracts;

namespace DenseEdge.Data.Synthetic;

/// <summary>Furnished rooms that are made on demand, with exact labels: a data set that needs no download.</summary>
/// <remarks>
/// A sample follows from the options and its index alone, on every machine with the same floating-point results,
/// whatever the number of threads. Segmentation has 14 classes. Depth runs along the optical axis. Normals point
/// towards the camera. A pixel is a boundary if its right or lower neighbour belongs to another object (or another
/// wall). All labels are exact at the pixel's centre; only the image is anti-aliased.
/// </remarks>
public sealed class SyntheticRooms : ISampleSource
{
    private readonly SyntheticRoomsOptions _options;

    /// <summary>Describes a set of rooms; nothing is made yet.</summary>
    /// <param name="options">Which rooms, and how large the images are.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of
    /// range.</exception>
    public SyntheticRooms(SyntheticRoomsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Validated();
    }

    /// <summary>Segmentation, depth, surface normals and boundaries, in this order.</summary>
    public static IReadOnlyList<TaskSpec> AllTasks { get; } =
    [
        new() { Kind = TaskKind.SemanticSegmentation, Classes = MakeClasses() },
        new() { Kind = TaskKind.Depth },
        new() { Kind = TaskKind.SurfaceNormals },
        new() { Kind = TaskKind.Boundaries },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<TaskSpec> Tasks => AllTasks;

    /// <inheritdoc/>
    public int Count => _options.Count;

    /// <summary>Makes one room and takes a picture of it. Safe to call from several threads at once.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such room.</exception>
    public DenseSample Load(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int seed = SceneSeed(index);
        Scene scene = RoomPlanner.Plan(new SceneRandom(seed));
        SurfaceBuffer surfaces = SurfaceBuffer.Trace(scene, _options.Height, _options.Width);
        return new DenseSample
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"room-{index:D6}"),
            Image = ImageRenderer.Render(scene, surfaces, seed, (float)_options.NoiseStrength),
            Segmentation = surfaces.Segmentation(scene),
            Depth = surfaces.DepthMap(),
            Normals = surfaces.NormalMap(scene.Camera),
            Boundaries = surfaces.Boundaries(),
        };
    }

    // Each part has its own multiple of a large odd number, so that no index of one part meets an index of another.
    private int SceneSeed(int index)
    {
        unchecked
        {
            ulong state = ((ulong)(uint)_options.Seed << 32) | ((ulong)_options.Split << 28) | (uint)index;
            return (int)(SceneRandom.Mix(state) >> 33);
        }
    }

    private static LabelClass[] MakeClasses() =>
    [
        new("floor", 196, 156, 106),
        new("wall", 222, 214, 198),
        new("ceiling", 152, 160, 176),
        new("window", 118, 198, 240),
        new("picture", 238, 140, 190),
        new("door", 148, 96, 62),
        new("table", 240, 170, 60),
        new("chair", 226, 86, 70),
        new("sofa", 84, 160, 110),
        new("bed", 120, 110, 200),
        new("cabinet", 60, 130, 170),
        new("lamp", 250, 226, 90),
        new("rug", 168, 70, 120),
        new("clutter", 60, 200, 180),
    ];
}
