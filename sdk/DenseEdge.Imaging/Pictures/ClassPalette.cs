using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Colours for classes that have none.</summary>
public static class ClassPalette
{
    private const int Levels = 9;
    private const double DarkestLightness = 32;
    private const double LightestLightness = 93;
    private const double SmallestChroma = 22;

    private static readonly Rgb BackgroundColor = new(44, 44, 52);
    private static readonly string[] Backgrounds = ["background", "null", "void"];

    /// <summary>
    /// Gets colours that are easy to tell apart, the same ones on every machine: each is the one farthest, in CIELAB,
    /// from
    /// those before it. Black and grey are left to pixels without a class.
    /// </summary>
    /// <param name="count">How many, 0 to 255. Asking for more keeps the first ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range.</exception>
    public static IReadOnlyList<Rgb> Distinct(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 255);
        List<(Rgb Color, Lab Lab)> candidates = Candidates();
        double[] distance = [.. candidates.Select(_ => double.PositiveInfinity)];
        var result = new List<Rgb>(count);
        int next = candidates.FindIndex(candidate => candidate.Color.Red == 255 && candidate.Color.Green < 64);
        while (result.Count < count)
        {
            (Rgb color, Lab chosen) = candidates[next];
            result.Add(color);
            for (int i = 0; i < distance.Length; i++)
            {
                distance[i] = Math.Min(distance[i], candidates[i].Lab.SquaredDistance(chosen));
            }

            next = Array.IndexOf(distance, distance.Max());
        }

        return result;
    }

    /// <summary>
    /// Gives names their colours; a first class that is called background, null or void is dark grey.
    /// </summary>
    /// <param name="names">At most 255 names.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more names.</exception>
    public static IReadOnlyList<LabelClass> Classes(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        bool hasBackground = names.Count > 0 && Backgrounds.Contains(names[0], StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<Rgb> colors = hasBackground
            ? [BackgroundColor, .. Distinct(names.Count - 1)]
            : Distinct(names.Count);
        return [.. names.Select((name, i) => new LabelClass(name, colors[i].Red, colors[i].Green, colors[i].Blue))];
    }

    private static List<(Rgb Color, Lab Lab)> Candidates()
    {
        var result = new List<(Rgb, Lab)>();
        for (int i = 0; i < Levels * Levels * Levels; i++)
        {
            var color = new Rgb(Level(i / (Levels * Levels)), Level(i / Levels % Levels), Level(i % Levels));
            Lab lab = Lab.Of(color);
            if (lab.L is >= DarkestLightness and <= LightestLightness && lab.Chroma >= SmallestChroma)
            {
                result.Add((color, lab));
            }
        }

        return result;
    }

    private static byte Level(int step) => (byte)(step * 255 / (Levels - 1));

    /// <summary>CIELAB under D65, from sRGB.</summary>
    private readonly record struct Lab(double L, double A, double B)
    {
        public double Chroma => Math.Sqrt((A * A) + (B * B));

        public static Lab Of(Rgb color)
        {
            double r = Linear(color.Red), g = Linear(color.Green), b = Linear(color.Blue);
            double x = Curve(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.9505);
            double y = Curve((0.2126 * r) + (0.7152 * g) + (0.0722 * b));
            double z = Curve(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.0890);
            return new Lab((116 * y) - 16, 500 * (x - y), 200 * (y - z));
        }

        public double SquaredDistance(Lab other) =>
            ((L - other.L) * (L - other.L)) + ((A - other.A) * (A - other.A)) + ((B - other.B) * (B - other.B));

        private static double Linear(byte value)
        {
            double v = value / 255.0;
            return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
        }

        private static double Curve(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }
}
