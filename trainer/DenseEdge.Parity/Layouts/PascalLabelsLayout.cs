using DenseEdge.Data.Folder;
using DenseEdge.Imaging;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;

namespace DenseEdge.Parity.Layouts;

/// <summary>How the labels of PASCAL-Context are made: boundaries, masked normals, body parts, saliency.</summary>
internal sealed class PascalLabelsLayout : IVectorLayout
{
    // What the descriptor of PASCAL-Context says: normals of bytes around 127.5, saliency above the middle.
    private const double NormalsDivisor = 127.5;
    private const int SalientAbove = 127;

    /// <inheritdoc/>
    public string Title => "PASCAL-Context labels";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("edge/label_map") && file.Has("edge/boundary");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        NpyArray map = file["edge/label_map"];
        (int height, int width) = (map.Shape[0], map.Shape[1]);
        int[] labels = map.ToInt32s();
        long[] laplacian = LabelContours.Laplacian(labels, height, width);
        checks.Compare("edge/laplacian", laplacian.Select(value => (double)value), Tolerance.Exact);
        bool[] lines = LabelContours.LaplacianNotZero(labels, height, width);
        checks.CompareExactly("edge/boundary_before_thinning", lines.Select(Number));
        checks.CompareExactly("edge/boundary", LabelContours.Find(labels, height, width).Select(Number));

        // Loading data and scoring boundaries thin by code of their own.
        checks.CompareExactly(
            "edge/boundary", Evaluation.Boundaries.Thinning.Apply(lines, height, width).Select(Number));
        if (file.Has("normals/png_rgb"))
        {
            Normals(file, checks, labels);
        }

        if (file.Has("human_parts/names"))
        {
            checks.CompareExactly(
                "human_parts/ids_6part",
                file["human_parts/names"].ToStrings().Select(name => (long)VocParts.Parts.GetValueOrDefault(name)));
        }

        if (file.Has("sal/png"))
        {
            checks.Compare(
                "sal/binary", file["sal/png"].ToInt32s().Select(value => value > SalientAbove ? 1.0 : 0), Tolerance.Exact);
        }
    }

    private static void Normals(VectorFile file, CheckList checks, int[] labels)
    {
        int[] kept = file["normals/valid_context_label_ids"].ToInt32s();
        string[] names = file["normals/valid_context_label_names"].ToStrings();
        bool fits = kept.Distinct().Count() == kept.Length && names.Distinct().Count() == kept.Length;
        checks.Expect("normals/valid_context_label_ids", fits, fits ? string.Empty : "expected one name for each id, none twice");
        HashSet<int> counted = [.. kept];
        double[] normals = [.. file["normals/png_rgb"].ToInt32s().Select((value, i) =>
            counted.Contains(labels[i / 3]) ? NormalsReader.Decode(value, NormalsDivisor) : 0.0)];
        checks.Compare("normals/decoded_masked", normals, Tolerance.Module);
    }

    private static long Number(bool value) => value ? 1 : 0;
}
