namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>The range with the least mean squared error.</summary>
/// <remarks>A symmetric grid and one-sided values have one free number, the threshold: every hundredth of the whole range is
/// tried. Otherwise both ends are moved in turn until neither move helps.</remarks>
internal sealed class MeanSquaredErrorRule : IRangeRule
{
    private const int Steps = 100;

    // A range below a tenth of the whole would clip what is plainly signal.
    private const int LeastSteps = 10;

    private const int MostRounds = 8;

    public string Name => "mse";

    public ClippingRange Find(TensorStatistics tensor, IntegerGrid grid)
    {
        ClippingRange whole = MinMaxRule.Whole(tensor);
        ClippingRange best = Ends(whole, Steps, Steps);
        (int low, int high) = (Steps, Steps);
        bool oneNumber = grid.IsSymmetric || whole.Low == 0 || whole.High == 0;
        for (int round = 0; round < (oneNumber ? 1 : MostRounds); round++)
        {
            (int lowBefore, int highBefore) = (low, high);
            if (oneNumber)
            {
                high = low = Least(step => Error(tensor, grid, Symmetric(whole, step)));
                best = Symmetric(whole, high);
                break;
            }

            high = Least(step => Error(tensor, grid, Ends(whole, low, step)));
            low = Least(step => Error(tensor, grid, Ends(whole, step, high)));
            best = Ends(whole, low, high);
            if (low == lowBefore && high == highBefore)
            {
                break;
            }
        }

        return best;
    }

    private static ClippingRange Ends(ClippingRange whole, int low, int high)
        => new(whole.Low * low / Steps, whole.High * high / Steps);

    private static ClippingRange Symmetric(ClippingRange whole, int step)
    {
        double threshold = whole.Magnitude * step / Steps;
        return new ClippingRange(-threshold, threshold).Within(whole);
    }

    private static double Error(TensorStatistics tensor, IntegerGrid grid, ClippingRange range)
        => QuantizationNoise.MeanSquare(tensor.Histogram, grid.Fit(range));

    // Of equal errors the widest range.
    private static int Least(Func<int, double> error)
    {
        int best = Steps;
        double least = double.PositiveInfinity;
        for (int step = Steps; step >= LeastSteps; step--)
        {
            double candidate = error(step);
            if (candidate < least)
            {
                (best, least) = (step, candidate);
            }
        }

        return best;
    }
}
