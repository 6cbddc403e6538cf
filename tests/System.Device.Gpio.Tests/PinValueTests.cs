namespace System.Device.Gpio.Tests;

public sealed class PinValueTests
{
    [Fact]
    public void Conversions_OfNumbersAndTruth_AreLowForNothing()
    {
        Assert.Equal(PinValue.Low, default);
        Assert.Equal(PinValue.Low, (PinValue)0);
        Assert.Equal(PinValue.High, (PinValue)(-3));
        Assert.Equal(PinValue.High, (PinValue)true);
        Assert.Equal(1, (int)PinValue.High);
        Assert.Equal((byte)0, (byte)PinValue.Low);
        Assert.True((bool)PinValue.High);
        Assert.Equal(PinValue.Low, !PinValue.High);
        Assert.True(PinValue.Low != PinValue.High);
        Assert.Equal("High", PinValue.High.ToString());
    }

    [Fact]
    public void Pair_TakenApart_GivesBoth()
    {
        (int pin, PinValue value) = new PinValuePair(17, PinValue.High);

        Assert.Equal(17, pin);
        Assert.Equal(PinValue.High, value);
    }
}
