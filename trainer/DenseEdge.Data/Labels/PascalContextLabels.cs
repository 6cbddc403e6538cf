namespace DenseEdge.Data.Labels;

/// <summary>How the five tasks of PASCAL-Context are made from its annotations.</summary>
/// <remarks>
/// The rules of the benchmark of Maninis et al., "Attentive Single-Tasking of Multiple Tasks", CVPR 2019, as ATRC (ICCV 2021)
/// uses them.
/// </remarks>
internal static class PascalContextLabels
{
    /// <summary>Saliency above half of the range of a byte is salient.</summary>
    private const int HalfOfByte = 127;

    /// <summary>The six parts of the 24 part names of persons: head, torso, upper arms, lower arms, upper legs, lower legs.</summary>
    private static readonly string[][] Parts =
    [
        ["hair", "head", "lear", "lebrow", "leye", "mouth", "nose", "rear", "rebrow", "reye"],
        ["neck", "torso"],
        ["luarm", "ruarm"],
        ["lhand", "llarm", "rhand", "rlarm"],
        ["luleg", "ruleg"],
        ["lfoot", "llleg", "rfoot", "rlleg"],
    ];

    /// <summary>
    /// The 4-neighbour Laplacian of label numbers; it is not 0 along the lines between labels. Beyond the border labels are
    /// mirrored about the outermost pixels.
    /// </summary>
    /// <param name="labels">[H, W] row by row.</param>
    /// <param name="height">Height in pixels, at least 2.</param>
    /// <param name="width">Width in pixels, at least 2.</param>
    /// <returns>[H, W].</returns>
    public static long[] Laplacian(ReadOnlySpan<int> labels, int height, int width)
    {
        long[] result = new long[labels.Length];
        for (int y = 0; y < height; y++)
        {
            (int above, int row, int below) = (Mirror(y - 1, height) * width, y * width, Mirror(y + 1, height) * width);
            for (int x = 0; x < width; x++)
            {
                result[row + x] = (long)labels[above + x] + labels[below + x] + labels[row + Mirror(x - 1, width)]
                    + labels[row + Mirror(x + 1, width)] - (4L * labels[row + x]);
            }
        }

        return result;
    }

    /// <summary>Decodes normals, and drops those of classes whose distilled normals are not to be trusted.</summary>
    /// <param name="rgb">[H, W, 3].</param>
    /// <param name="labels">The class of every pixel, [H, W].</param>
    /// <param name="kept">The classes whose normals count.</param>
    /// <returns>[H, W, 3], 2·byte/255 - 1; (0, 0, 0) where normals do not count.</returns>
    public static float[] Normals(ReadOnlySpan<byte> rgb, ReadOnlySpan<int> labels, IReadOnlySet<int> kept)
    {
        float[] normals = new float[rgb.Length];
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = kept.Contains(labels[i / 3]) ? (2 * rgb[i] / 255f) - 1 : 0;
        }

        return normals;
    }

    /// <summary>Gets the part, 1 to 6, of a part name such as "luarm".</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">No part of a person has this name.</exception>
    public static int PartOf(string name) => Array.FindIndex(Parts, names => names.Contains(name)) is >= 0 and int part
        ? part + 1
        : throw new InvalidDataException($"Expected a part of a person, found '{name}'.");

    /// <summary>Tells whether a byte of a saliency map is salient.</summary>
    /// <param name="saliency">0 to 255.</param>
    public static bool IsSalient(byte saliency) => saliency > HalfOfByte;

    private static int Mirror(int index, int length) => index < 0 ? -index : index >= length ? (2 * length) - 2 - index : index;
}
