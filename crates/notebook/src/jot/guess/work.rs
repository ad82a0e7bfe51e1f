//! What somebody does, and where.

use super::list::{sign, words};

/// Heads of trades: what somebody is.
const TRADES: &str = "accountant accountants bookkeeper plumber electrician sparky sparkie joiner carpenter chippy builder brickie bricklayer plasterer roofer \
    painter decorator tiler glazier locksmith gardener landscaper florist baker butcher chef caterer cook barista brewer farmer vet dentist \
    orthodontist doctor gp nurse midwife physio physiotherapist chiropractor chiro osteopath optician pharmacist therapist counsellor counselor \
    coach trainer instructor teacher tutor lecturer solicitor lawyer barrister attorney notary advocate paralegal conveyancer surveyor architect engineer \
    valuer auctioneer realtor broker banker lender adviser advisor ifa planner consultant recruiter headhunter designer developer programmer coder \
    photographer videographer filmmaker writer copywriter editor translator printer publisher publicist marketer illustrator artist musician dj singer \
    hairdresser barber stylist beautician masseuse tailor seamstress dressmaker jeweller jeweler cobbler upholsterer mechanic driver courier haulier \
    mover removals cleaner cleaners janitor caretaker handyman groundworker welder fabricator machinist machinery fitter installer scaffolder roofing \
    plumbing electrics landscaping catering bookkeeping accountancy conveyancing photography reiki yoga pilates kennels foreman manager director owner \
    landlord secretary sec treasurer chair chairman principal headteacher vicar priest minister pastor rabbi imam captain pilot sailor publican landlady \
    bartender hotelier florists agent agents estimator buyer rep salesman framer framers contractor subcontractor gc hvac pr physician surgeon psychologist \
    podiatrist acupuncturist nutritionist dietitian groomer farrier blacksmith potter sculptor carer childminder nanny au-pair undertaker celebrant officiant \
    headhunter trader importer exporter wholesaler retailer distributor manufacturer packer";

/// Heads of companies and of the places where people work.
const COMPANIES: &str = "ltd llc inc limited plc gmbh co corp llp pty dental dentistry motors plumbing electrical electrics roofing roofers builders building joinery \
    landscapes landscaping gardens nurseries nursery pharmacy chemist vet vets veterinary hospital clinic surgery practice gym fitness studio studios salon spa \
    bakery cafe bistro restaurant grill kitchen kitchens catering foods bar pub inn arms hotel guesthouse lodge brewery bank credit union council school \
    college academy university church trust club garage autos auto tyres tires cars transport logistics haulage couriers freight removals storage cleaning cleaners \
    services solutions systems consulting consultants consultancy associates partners group holdings agency media marketing digital design designs creative print printing \
    signs graphics photography films events insurance insurances mortgages financial finance wealth accounting accountants accountancy law legal solicitors homes housing properties \
    property estates lettings realty construction contractors engineering fabrication works mart store stores supplies supply blinds interiors furniture carpets flooring tiles \
    windows glazing doors bathrooms solar energy electricals tech technologies software it computers telecoms security farm farms dairy butchers florists flowers jewellers \
    opticians physio therapy wellness care foundation charity association society chamber hvac exteriors painting decor laundry vineyards vineyard winery estate theatre gallery \
    museum library yard timber outdoor sports cycles bikes boats marine";

pub(super) fn is_trade(low: &str) -> bool {
    words!(TRADES).have(low, sign(low.as_bytes()))
}

pub(super) fn is_company_word(low: &str) -> bool {
    words!(COMPANIES).have(low, sign(low.as_bytes()))
}
