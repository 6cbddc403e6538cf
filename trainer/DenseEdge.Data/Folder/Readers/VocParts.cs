using DenseEdge.Data.Mat;

namespace DenseEdge.Data.Folder;

/// <summary>Reads the annotation structs of PASCAL-Part.</summary>
/// <remarks>
/// Chen et al., "Detect What You Can: Detecting and Representing Objects Using Holistic Models and Body Parts", CVPR 2014.
/// The structs are read by the names of their fields, and by their places where the names differ.
/// </remarks>
internal static class VocParts
{
    /// <summary>The number of the class "person".</summary>
    internal const int Person = 15;

    private const string Variable = "anno";
    private const int ObjectsField = 1;
    private const int ClassField = 1;
    private const int MaskField = 2;
    private const int PartsField = 3;

    private static readonly Dictionary<string, byte> SixParts = new(StringComparer.Ordinal)
    {
        ["hair"] = 1,
        ["head"] = 1,
        ["lear"] = 1,
        ["lebrow"] = 1,
        ["leye"] = 1,
        ["mouth"] = 1,
        ["nose"] = 1,
        ["rear"] = 1,
        ["rebrow"] = 1,
        ["reye"] = 1,
        ["neck"] = 2,
        ["torso"] = 2,
        ["luarm"] = 3,
        ["ruarm"] = 3,
        ["lhand"] = 4,
        ["llarm"] = 4,
        ["rhand"] = 4,
        ["rlarm"] = 4,
        ["luleg"] = 5,
        ["ruleg"] = 5,
        ["lfoot"] = 6,
        ["llleg"] = 6,
        ["rfoot"] = 6,
        ["rlleg"] = 6,
    };

    /// <summary>The names of the classes.</summary>
    internal static IReadOnlyList<string> ClassNames { get; } =
        ["background", "head", "torso", "upper arms", "lower arms", "upper legs", "lower legs"];

    /// <summary>The six parts by the 24 names of persons' parts.</summary>
    internal static IReadOnlyDictionary<string, byte> Parts => SixParts;

    /// <summary>Reads the part of every pixel, 0 to 6.</summary>
    /// <param name="file">The annotation.</param>
    /// <param name="height">Height of the image in pixels.</param>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="fit">Brings a mask of another size to the image's, or refuses it.</param>
    /// <exception cref="InvalidDataException">The file is no such annotation.</exception>
    internal static byte[] Read(string file, int height, int width, Func<MatNumeric, float[]> fit)
    {
        var labels = new byte[height * width];
        foreach ((MatStruct objects, int index) in Objects(file))
        {
            if (ClassOf(objects, index) != Person
                || objects.Field(index, "parts", PartsField) is not MatStruct parts)
            {
                continue;
            }

            for (int part = 0; part < parts.Count; part++)
            {
                MatArray name = parts.Field(part, "part_name", 0);
                byte label = SixParts.TryGetValue(name.Text, out byte known)
                    ? known
                    : throw new InvalidDataException($"{name.Place}: expected a part of a person, found '{name.Text}'.");
                float[] mask = fit(parts.Field(part, "mask", 1).Numbers);
                for (int i = 0; i < labels.Length; i++)
                {
                    labels[i] = mask[i] > 0 ? label : labels[i];
                }
            }
        }

        return labels;
    }

    /// <summary>Reads the classes of the objects, -1 for one without any pixel.</summary>
    /// <exception cref="InvalidDataException">The file is no such annotation.</exception>
    internal static IReadOnlyList<int> ObjectClasses(string file) =>
    [
        .. Objects(file).Select(pair =>
            pair.Objects.Field(pair.Index, "mask", MaskField).Numbers.ToSingles().Any(value => value > 0)
                ? ClassOf(pair.Objects, pair.Index) : -1),
    ];

    private static int ClassOf(MatStruct objects, int index) =>
        (int)objects.Field(index, "class_ind", ClassField).Numbers.Scalar();

    private static IEnumerable<(MatStruct Objects, int Index)> Objects(string file)
    {
        MatStruct annotation = MatFile.ReadVariable(file, Variable).Structs;
        MatArray objects = annotation.Field(0, "objects", ObjectsField);
        return objects.Count == 0
            ? []
            : Enumerable.Range(0, objects.Count).Select(index => (objects.Structs, index));
    }
}
