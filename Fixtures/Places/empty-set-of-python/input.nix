self: super:
{
}
